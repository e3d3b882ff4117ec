ALTER TABLE "campaign" ADD COLUMN "gone_on_at" bigint;--> statement-breakpoint
ALTER TABLE "draw_sequence" ADD COLUMN "stopped" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sequence_state" ADD COLUMN "path" "bytea";--> statement-breakpoint
ALTER TABLE "sequence_state" ADD COLUMN "theta" double precision;--> statement-breakpoint
ALTER TABLE "sequence_state" ADD COLUMN "se" double precision;--> statement-breakpoint
ALTER TABLE "sequence_state" ADD COLUMN "stop_lower" double precision;--> statement-breakpoint
ALTER TABLE "sequence_state" ADD COLUMN "stop_upper" double precision;