ALTER TABLE "draw_sequence" ADD COLUMN "wins" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "draw_sequence" ADD COLUMN "losses" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "draw_sequence" ADD COLUMN "ties" integer DEFAULT 0 NOT NULL;