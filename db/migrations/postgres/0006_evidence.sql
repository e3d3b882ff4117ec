ALTER TABLE "campaign" ADD COLUMN "stop_rule" json;--> statement-breakpoint
ALTER TABLE "campaign" ADD COLUMN "control_variate" text;--> statement-breakpoint
ALTER TABLE "campaign" ADD COLUMN "pair_allocation" text DEFAULT 'even' NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign" ADD COLUMN "extra_up_to" integer;--> statement-breakpoint
ALTER TABLE "campaign" ADD COLUMN "anchor_model" text;--> statement-breakpoint
ALTER TABLE "campaign" ADD COLUMN "trajectories" json DEFAULT '[]'::json NOT NULL;--> statement-breakpoint
ALTER TABLE "comparison_status" ADD COLUMN "opening_probability" double precision;--> statement-breakpoint
ALTER TABLE "comparison_status" ADD COLUMN "extra_wanted" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "comparison_status" ADD COLUMN "extra_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "comparison_status_extra" ON "comparison_status" USING btree ("campaign_id","opening_number") WHERE extra_wanted > extra_count;