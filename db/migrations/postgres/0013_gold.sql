ALTER TABLE "member" ADD COLUMN "gone_on_at" bigint;--> statement-breakpoint
CREATE INDEX "judgment_gold" ON "judgment" USING btree ("campaign_id","gold_id") WHERE gold_id is not null;