CREATE TABLE "report_part" (
	"report_id" text NOT NULL,
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"content" json NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "report_part_report_id_kind_pk" PRIMARY KEY("report_id","kind")
);
--> statement-breakpoint
CREATE TABLE "sequence_state" (
	"stratum_id" integer PRIMARY KEY NOT NULL,
	"campaign_id" text NOT NULL,
	"alpha" double precision NOT NULL,
	"step" integer NOT NULL,
	"lower" double precision NOT NULL,
	"upper" double precision NOT NULL,
	"state" "bytea" NOT NULL,
	"stop_reason" text,
	"stop_step" integer,
	"stopped_at" bigint
);
--> statement-breakpoint
ALTER TABLE "campaign" ADD COLUMN "stop_rule" json;--> statement-breakpoint
ALTER TABLE "campaign" ADD COLUMN "control_variate" text;--> statement-breakpoint
ALTER TABLE "campaign" ADD COLUMN "pair_allocation" text DEFAULT 'even' NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign" ADD COLUMN "extra_up_to" integer;--> statement-breakpoint
ALTER TABLE "campaign" ADD COLUMN "anchor_model" text;--> statement-breakpoint
ALTER TABLE "campaign" ADD COLUMN "trajectories" json DEFAULT '[]'::json NOT NULL;--> statement-breakpoint
ALTER TABLE "comparison_status" ADD COLUMN "opening_probability" double precision;--> statement-breakpoint
ALTER TABLE "comparison_status" ADD COLUMN "extra_wanted" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "comparison_status" ADD COLUMN "extra_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "report_part" ADD CONSTRAINT "report_part_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comparison_status_extra" ON "comparison_status" USING btree ("campaign_id","opening_number") WHERE extra_wanted > extra_count;