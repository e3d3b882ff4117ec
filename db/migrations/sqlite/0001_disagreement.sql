CREATE TABLE `endpoint` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`name` text NOT NULL,
	`base_url` text NOT NULL,
	`served_model` text NOT NULL,
	`key_ciphertext` text,
	`key_hint` text,
	`created_by` text,
	`created_at` integer NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE INDEX `endpoint_campaign` ON `endpoint` (`campaign_id`);--> statement-breakpoint
CREATE TABLE `excluded_comparison` (
	`comparison_id` integer NOT NULL,
	`exclusion_id` text NOT NULL,
	`campaign_id` text NOT NULL,
	PRIMARY KEY(`comparison_id`, `exclusion_id`)
);
--> statement-breakpoint
CREATE INDEX `excluded_comparison_exclusion` ON `excluded_comparison` (`exclusion_id`);--> statement-breakpoint
CREATE TABLE `exclusion` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`detector` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`withdrawn_by` text,
	`withdrawn_at` integer
);
--> statement-breakpoint
CREATE INDEX `exclusion_campaign` ON `exclusion` (`campaign_id`);--> statement-breakpoint
CREATE TABLE `fetch_failure` (
	`import_id` text NOT NULL,
	`completion_id` integer NOT NULL,
	`reason` text NOT NULL,
	`attempts` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`import_id`, `completion_id`)
);
--> statement-breakpoint
CREATE TABLE `finding` (
	`inspection_id` text NOT NULL,
	`detector` text NOT NULL,
	`subject_id` integer NOT NULL,
	`detail` text NOT NULL,
	PRIMARY KEY(`inspection_id`, `detector`, `subject_id`)
);
--> statement-breakpoint
CREATE TABLE `inspection` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`basis` text NOT NULL,
	`counts` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `inspection_campaign` ON `inspection` (`campaign_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `metric_scores` (
	`score_set_id` text NOT NULL,
	`chunk` integer NOT NULL,
	`comparison_ids` blob NOT NULL,
	`utilities` blob NOT NULL,
	PRIMARY KEY(`score_set_id`, `chunk`)
);
--> statement-breakpoint
CREATE TABLE `order_worth` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`evidence` text NOT NULL,
	`basis` text NOT NULL,
	`content` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `order_worth_campaign` ON `order_worth` (`campaign_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `predictor` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`basis` text NOT NULL,
	`content` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `predictor_campaign` ON `predictor` (`campaign_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `score_set` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`metric` text NOT NULL,
	`metric_version` integer NOT NULL,
	`basis` text NOT NULL,
	`state` text NOT NULL,
	`comparisons` integer DEFAULT 0 NOT NULL,
	`unscored` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `score_set_metric` ON `score_set` (`campaign_id`,`basis`,`metric`,`metric_version`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_token_scores` (
	`completion_id` integer NOT NULL,
	`import_id` text NOT NULL,
	`scorers` text NOT NULL,
	PRIMARY KEY(`completion_id`, `import_id`)
);
--> statement-breakpoint
INSERT INTO `__new_token_scores`("completion_id", "import_id", "scorers") SELECT "completion_id", "import_id", "scorers" FROM `token_scores`;--> statement-breakpoint
DROP TABLE `token_scores`;--> statement-breakpoint
ALTER TABLE `__new_token_scores` RENAME TO `token_scores`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `token_scores_import` ON `token_scores` (`import_id`);--> statement-breakpoint
ALTER TABLE `campaign` ADD `members` text;--> statement-breakpoint
ALTER TABLE `campaign` ADD `spread` text DEFAULT 'pair' NOT NULL;--> statement-breakpoint
ALTER TABLE `campaign` ADD `pair_choice` text DEFAULT '{"kind":"all"}' NOT NULL;--> statement-breakpoint
ALTER TABLE `campaign` ADD `slice_minimums` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `draw` ADD `weights_id` integer;--> statement-breakpoint
ALTER TABLE `draw_sequence` ADD `held` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `ranking` ADD `members` text;--> statement-breakpoint
ALTER TABLE `ranking` ADD `spread` text DEFAULT 'pair' NOT NULL;--> statement-breakpoint
ALTER TABLE `ranking` ADD `pair_choice` text DEFAULT '{"kind":"all"}' NOT NULL;--> statement-breakpoint
ALTER TABLE `ranking` ADD `slice_minimums` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `ranking` ADD `exclusions` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `ranking` ADD `replaces_id` text;--> statement-breakpoint
ALTER TABLE `ranking` ADD `predictor_id` text;--> statement-breakpoint
ALTER TABLE `stratum` ADD `continues_id` integer;--> statement-breakpoint
ALTER TABLE `stratum` ADD `from_draw` integer;