CREATE TABLE "endpoint" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" text NOT NULL,
	"name" text NOT NULL,
	"base_url" text NOT NULL,
	"served_model" text NOT NULL,
	"key_ciphertext" text,
	"key_hint" text,
	"created_by" text,
	"created_at" bigint NOT NULL,
	"removed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "excluded_comparison" (
	"comparison_id" integer NOT NULL,
	"exclusion_id" text NOT NULL,
	"campaign_id" text NOT NULL,
	CONSTRAINT "excluded_comparison_comparison_id_exclusion_id_pk" PRIMARY KEY("comparison_id","exclusion_id")
);
--> statement-breakpoint
CREATE TABLE "exclusion" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" text NOT NULL,
	"detector" text NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" bigint
);
--> statement-breakpoint
CREATE TABLE "fetch_failure" (
	"import_id" text NOT NULL,
	"completion_id" integer NOT NULL,
	"reason" text NOT NULL,
	"attempts" integer NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "fetch_failure_import_id_completion_id_pk" PRIMARY KEY("import_id","completion_id")
);
--> statement-breakpoint
CREATE TABLE "finding" (
	"inspection_id" text NOT NULL,
	"detector" text NOT NULL,
	"subject_id" integer NOT NULL,
	"detail" text NOT NULL,
	CONSTRAINT "finding_inspection_id_detector_subject_id_pk" PRIMARY KEY("inspection_id","detector","subject_id")
);
--> statement-breakpoint
CREATE TABLE "inspection" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" text NOT NULL,
	"basis" text NOT NULL,
	"counts" json NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "metric_scores" (
	"score_set_id" text NOT NULL,
	"chunk" integer NOT NULL,
	"comparison_ids" "bytea" NOT NULL,
	"utilities" "bytea" NOT NULL,
	CONSTRAINT "metric_scores_score_set_id_chunk_pk" PRIMARY KEY("score_set_id","chunk")
);
--> statement-breakpoint
CREATE TABLE "order_worth" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" text NOT NULL,
	"evidence" text NOT NULL,
	"basis" text NOT NULL,
	"content" json NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "predictor" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" text NOT NULL,
	"basis" text NOT NULL,
	"content" json NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "score_set" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" text NOT NULL,
	"metric" text NOT NULL,
	"metric_version" integer NOT NULL,
	"basis" text NOT NULL,
	"state" text NOT NULL,
	"comparisons" integer DEFAULT 0 NOT NULL,
	"unscored" integer DEFAULT 0 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "token_scores" DROP CONSTRAINT "token_scores_pkey";--> statement-breakpoint
ALTER TABLE "token_scores" ADD CONSTRAINT "token_scores_completion_id_import_id_pk" PRIMARY KEY("completion_id","import_id");--> statement-breakpoint
ALTER TABLE "campaign" ADD COLUMN "members" json;--> statement-breakpoint
ALTER TABLE "campaign" ADD COLUMN "spread" text DEFAULT 'pair' NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign" ADD COLUMN "pair_choice" json DEFAULT '{"kind":"all"}'::json NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign" ADD COLUMN "slice_minimums" json DEFAULT '[]'::json NOT NULL;--> statement-breakpoint
ALTER TABLE "draw" ADD COLUMN "weights_id" integer;--> statement-breakpoint
ALTER TABLE "draw_sequence" ADD COLUMN "held" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ranking" ADD COLUMN "members" json;--> statement-breakpoint
ALTER TABLE "ranking" ADD COLUMN "spread" text DEFAULT 'pair' NOT NULL;--> statement-breakpoint
ALTER TABLE "ranking" ADD COLUMN "pair_choice" json DEFAULT '{"kind":"all"}'::json NOT NULL;--> statement-breakpoint
ALTER TABLE "ranking" ADD COLUMN "slice_minimums" json DEFAULT '[]'::json NOT NULL;--> statement-breakpoint
ALTER TABLE "ranking" ADD COLUMN "exclusions" json DEFAULT '[]'::json NOT NULL;--> statement-breakpoint
ALTER TABLE "ranking" ADD COLUMN "replaces_id" text;--> statement-breakpoint
ALTER TABLE "ranking" ADD COLUMN "predictor_id" text;--> statement-breakpoint
ALTER TABLE "stratum" ADD COLUMN "continues_id" integer;--> statement-breakpoint
ALTER TABLE "stratum" ADD COLUMN "from_draw" integer;--> statement-breakpoint
CREATE INDEX "endpoint_campaign" ON "endpoint" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "excluded_comparison_exclusion" ON "excluded_comparison" USING btree ("exclusion_id");--> statement-breakpoint
CREATE INDEX "exclusion_campaign" ON "exclusion" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "inspection_campaign" ON "inspection" USING btree ("campaign_id","created_at");--> statement-breakpoint
CREATE INDEX "order_worth_campaign" ON "order_worth" USING btree ("campaign_id","created_at");--> statement-breakpoint
CREATE INDEX "predictor_campaign" ON "predictor" USING btree ("campaign_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "score_set_metric" ON "score_set" USING btree ("campaign_id","basis","metric","metric_version");