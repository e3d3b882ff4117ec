ALTER TABLE "inspection" ADD COLUMN "pool_size" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "overlaps" json DEFAULT '[]'::json NOT NULL;