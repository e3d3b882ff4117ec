CREATE TABLE `gold_comparison` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`campaign_id` text NOT NULL,
	`use` text NOT NULL,
	`prompt` text NOT NULL,
	`system` text,
	`turns` text,
	`language` text,
	`completion_a` text NOT NULL,
	`completion_b` text NOT NULL,
	`accepted` text NOT NULL,
	`explanation` text,
	`position` integer NOT NULL,
	`created_at` integer NOT NULL,
	`retired_at` integer
);
--> statement-breakpoint
CREATE INDEX `gold_comparison_campaign` ON `gold_comparison` (`campaign_id`,`use`,`position`);--> statement-breakpoint
CREATE TABLE `guideline_version` (
	`campaign_id` text NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`campaign_id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `join_link` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`name` text NOT NULL,
	`token_hash` text NOT NULL,
	`most_people` integer,
	`is_panel` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `join_link_token_hash_unique` ON `join_link` (`token_hash`);--> statement-breakpoint
CREATE INDEX `join_link_campaign` ON `join_link` (`campaign_id`);--> statement-breakpoint
CREATE TABLE `__new_flag` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`comparison_id` integer,
	`gold_id` integer,
	`member_id` text NOT NULL,
	`task_id` text NOT NULL,
	`reason` text NOT NULL,
	`prompt_code` text,
	`note` text,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	`resolved_by` text,
	`resolved_at` integer
);
--> statement-breakpoint
INSERT INTO `__new_flag`("id", "campaign_id", "comparison_id", "member_id", "task_id", "reason", "note", "state", "at", "resolved_by", "resolved_at") SELECT "id", "campaign_id", "comparison_id", "member_id", "task_id", "reason", "note", "state", "at", "resolved_by", "resolved_at" FROM `flag`;--> statement-breakpoint
DROP TABLE `flag`;--> statement-breakpoint
ALTER TABLE `__new_flag` RENAME TO `flag`;--> statement-breakpoint
CREATE INDEX `flag_campaign` ON `flag` (`campaign_id`,`state`);--> statement-breakpoint
CREATE INDEX `flag_task` ON `flag` (`task_id`);--> statement-breakpoint
CREATE TABLE `__new_judgment` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`campaign_id` text NOT NULL,
	`comparison_id` integer,
	`gold_id` integer,
	`outcome` text NOT NULL,
	`strength` integer,
	`criteria` text,
	`reasons` text,
	`comment` text,
	`spans` text,
	`guidelines_version` integer,
	`repeat_of` integer,
	`revises` integer,
	`source` text NOT NULL,
	`purpose` text NOT NULL,
	`member_id` text,
	`task_id` text,
	`presented_side` text,
	`duration_ms` integer,
	`client_key` text,
	`body_hash` text,
	`import_id` text,
	`imported_annotator` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_judgment`("id", "campaign_id", "comparison_id", "outcome", "source", "purpose", "member_id", "task_id", "presented_side", "duration_ms", "client_key", "body_hash", "import_id", "imported_annotator", "created_at") SELECT "id", "campaign_id", "comparison_id", "outcome", "source", "purpose", "member_id", "task_id", "presented_side", "duration_ms", "client_key", "body_hash", "import_id", "imported_annotator", "created_at" FROM `judgment`;--> statement-breakpoint
DROP TABLE `judgment`;--> statement-breakpoint
ALTER TABLE `__new_judgment` RENAME TO `judgment`;--> statement-breakpoint
CREATE UNIQUE INDEX `judgment_client_key` ON `judgment` (`member_id`,`client_key`);--> statement-breakpoint
CREATE INDEX `judgment_comparison` ON `judgment` (`comparison_id`);--> statement-breakpoint
CREATE INDEX `judgment_campaign` ON `judgment` (`campaign_id`,`id`);--> statement-breakpoint
CREATE INDEX `judgment_import` ON `judgment` (`import_id`);--> statement-breakpoint
CREATE INDEX `judgment_member` ON `judgment` (`member_id`,`id`);--> statement-breakpoint
CREATE TABLE `__new_skip` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`campaign_id` text NOT NULL,
	`comparison_id` integer,
	`member_id` text NOT NULL,
	`task_id` text NOT NULL,
	`purpose` text DEFAULT 'main' NOT NULL,
	`at` integer NOT NULL,
	`withdrawn_at` integer
);
--> statement-breakpoint
INSERT INTO `__new_skip`("id", "campaign_id", "comparison_id", "member_id", "task_id", "purpose", "at", "withdrawn_at") SELECT "id", "campaign_id", "comparison_id", "member_id", "task_id", "purpose", "at", "withdrawn_at" FROM `skip`;--> statement-breakpoint
DROP TABLE `skip`;--> statement-breakpoint
ALTER TABLE `__new_skip` RENAME TO `skip`;--> statement-breakpoint
CREATE INDEX `skip_campaign` ON `skip` (`campaign_id`);--> statement-breakpoint
CREATE INDEX `skip_task` ON `skip` (`task_id`);--> statement-breakpoint
CREATE TABLE `__new_task` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`purpose` text DEFAULT 'main' NOT NULL,
	`comparison_id` integer,
	`prompt_id` integer,
	`gold_id` integer,
	`shown_comparison_id` integer,
	`repeat_of` integer,
	`member_id` text NOT NULL,
	`presented_side` text NOT NULL,
	`state` text NOT NULL,
	`leased_at` integer NOT NULL,
	`lease_expires_at` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_task`("id", "campaign_id", "comparison_id", "prompt_id", "member_id", "presented_side", "state", "leased_at", "lease_expires_at") SELECT "id", "campaign_id", "comparison_id", "prompt_id", "member_id", "presented_side", "state", "leased_at", "lease_expires_at" FROM `task`;--> statement-breakpoint
DROP TABLE `task`;--> statement-breakpoint
ALTER TABLE `__new_task` RENAME TO `task`;--> statement-breakpoint
CREATE UNIQUE INDEX `task_member_comparison` ON `task` (`member_id`,`comparison_id`);--> statement-breakpoint
CREATE INDEX `task_comparison` ON `task` (`comparison_id`);--> statement-breakpoint
CREATE INDEX `task_member_prompt` ON `task` (`member_id`,`prompt_id`);--> statement-breakpoint
CREATE INDEX `task_leased` ON `task` (`member_id`) WHERE state = 'leased';--> statement-breakpoint
ALTER TABLE `campaign` ADD `prefetch` integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE `campaign` ADD `guidelines_version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `campaign` ADD `strength` text DEFAULT 'off' NOT NULL;--> statement-breakpoint
ALTER TABLE `campaign` ADD `criteria` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `campaign` ADD `reasons` text;--> statement-breakpoint
ALTER TABLE `campaign` ADD `evidence_spans` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `campaign` ADD `revise_minutes` integer;--> statement-breakpoint
ALTER TABLE `campaign` ADD `gold_share` real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `campaign` ADD `gold_feedback` text DEFAULT 'silent' NOT NULL;--> statement-breakpoint
ALTER TABLE `campaign` ADD `gold_rule` text;--> statement-breakpoint
ALTER TABLE `campaign` ADD `repeat_share` real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `campaign` ADD `practice_pass` integer;--> statement-breakpoint
ALTER TABLE `campaign` ADD `background` text;--> statement-breakpoint
ALTER TABLE `campaign` ADD `panel` text;--> statement-breakpoint
ALTER TABLE `campaign` ADD `masked_names` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `member` ADD `check_count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `member` ADD `practiced_at` integer;--> statement-breakpoint
ALTER TABLE `member` ADD `guidelines_seen` integer;--> statement-breakpoint
ALTER TABLE `member` ADD `background` text;--> statement-breakpoint
ALTER TABLE `member` ADD `external_id` text;--> statement-breakpoint
ALTER TABLE `member` ADD `panel_parameters` text;--> statement-breakpoint
ALTER TABLE `member` ADD `join_link_id` text;--> statement-breakpoint
ALTER TABLE `member` ADD `quota` integer;--> statement-breakpoint
ALTER TABLE `member` ADD `finished_at` integer;--> statement-breakpoint
ALTER TABLE `member` ADD `stopped_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `member_external_id` ON `member` (`campaign_id`,`external_id`);--> statement-breakpoint
INSERT INTO `guideline_version` (`campaign_id`, `version`, `text`, `created_by`, `created_at`) SELECT `id`, 1, `guidelines`, `created_by`, `created_at` FROM `campaign`;
