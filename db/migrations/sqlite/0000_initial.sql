CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `audit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`campaign_id` text,
	`action` text NOT NULL,
	`subject` text,
	`detail` text
);
--> statement-breakpoint
CREATE INDEX `audit_campaign` ON `audit` (`campaign_id`,`id`);--> statement-breakpoint
CREATE TABLE `campaign` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`state` text DEFAULT 'draft' NOT NULL,
	`mode` text NOT NULL,
	`metric` text NOT NULL,
	`preset` text NOT NULL,
	`control_share` real NOT NULL,
	`routing` text NOT NULL,
	`seed` text NOT NULL,
	`outcomes` text NOT NULL,
	`judgments_per_comparison` integer NOT NULL,
	`budget` integer,
	`budget_at_launch` integer,
	`prompt_once_per_annotator` integer NOT NULL,
	`adopt_imported` integer NOT NULL,
	`lease_seconds` integer NOT NULL,
	`guidelines` text NOT NULL,
	`ranking_id` text,
	`created_by` text,
	`created_at` integer NOT NULL,
	`launched_at` integer,
	`closed_at` integer
);
--> statement-breakpoint
CREATE TABLE `comparison` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`campaign_id` text NOT NULL,
	`import_id` text,
	`pair_id` integer NOT NULL,
	`prompt_id` integer NOT NULL,
	`completion_a_id` integer NOT NULL,
	`completion_b_id` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `comparison_completions` ON `comparison` (`completion_a_id`,`completion_b_id`);--> statement-breakpoint
CREATE INDEX `comparison_campaign` ON `comparison` (`campaign_id`,`prompt_id`);--> statement-breakpoint
CREATE INDEX `comparison_import` ON `comparison` (`import_id`);--> statement-breakpoint
CREATE TABLE `comparison_status` (
	`comparison_id` integer PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`stratum_id` integer NOT NULL,
	`routing_group` text NOT NULL,
	`prompt_id` integer NOT NULL,
	`draw_number` integer NOT NULL,
	`opening_number` integer NOT NULL,
	`state` text NOT NULL,
	`judgment_count` integer DEFAULT 0 NOT NULL,
	`skip_count` integer DEFAULT 0 NOT NULL,
	`full_until` integer DEFAULT 0 NOT NULL,
	`opened_at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE INDEX `comparison_status_open` ON `comparison_status` (`campaign_id`,`state`,`opening_number`,`routing_group`,`full_until`) WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX `comparison_status_draw` ON `comparison_status` (`stratum_id`,`draw_number`);--> statement-breakpoint
CREATE UNIQUE INDEX `comparison_status_opening` ON `comparison_status` (`campaign_id`,`opening_number`);--> statement-breakpoint
CREATE TABLE `completion` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`import_id` text NOT NULL,
	`prompt_id` integer NOT NULL,
	`model_id` integer NOT NULL,
	`sample` integer NOT NULL,
	`text` text NOT NULL,
	`metadata` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `completion_sample` ON `completion` (`prompt_id`,`model_id`,`sample`);--> statement-breakpoint
CREATE INDEX `completion_import` ON `completion` (`import_id`);--> statement-breakpoint
CREATE TABLE `import` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text,
	`shape` text,
	`format` text,
	`state` text NOT NULL,
	`counts` text,
	`problems` text,
	`created_by` text,
	`created_at` integer NOT NULL,
	`heartbeat_at` integer NOT NULL,
	`published_at` integer,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `import_campaign` ON `import` (`campaign_id`);--> statement-breakpoint
CREATE TABLE `draw` (
	`stratum_id` integer NOT NULL,
	`number` integer NOT NULL,
	`comparison_id` integer NOT NULL,
	`arm` text NOT NULL,
	`control_coin` integer NOT NULL,
	`control_used` integer NOT NULL,
	`q` real,
	`largest_inverse` real,
	`rank` real NOT NULL,
	`control_place` integer NOT NULL,
	PRIMARY KEY(`stratum_id`, `number`)
);
--> statement-breakpoint
CREATE TABLE `draw_sequence` (
	`stratum_id` integer PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`routing_group` text NOT NULL,
	`size` integer NOT NULL,
	`planned` integer NOT NULL,
	`opened` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `draw_sequence_campaign` ON `draw_sequence` (`campaign_id`);--> statement-breakpoint
CREATE TABLE `embedding` (
	`completion_id` integer PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`vector` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `embedding_import` ON `embedding` (`import_id`);--> statement-breakpoint
CREATE TABLE `flag` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`comparison_id` integer NOT NULL,
	`member_id` text NOT NULL,
	`task_id` text NOT NULL,
	`reason` text NOT NULL,
	`note` text,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	`resolved_by` text,
	`resolved_at` integer
);
--> statement-breakpoint
CREATE INDEX `flag_campaign` ON `flag` (`campaign_id`,`state`);--> statement-breakpoint
CREATE INDEX `flag_task` ON `flag` (`task_id`);--> statement-breakpoint
CREATE TABLE `job` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`input` text NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`total` integer DEFAULT 0 NOT NULL,
	`step` text NOT NULL,
	`result_id` text,
	`error` text,
	`created_by` text,
	`created_at` integer NOT NULL,
	`heartbeat_at` integer,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `job_campaign` ON `job` (`campaign_id`);--> statement-breakpoint
CREATE INDEX `job_state` ON `job` (`state`);--> statement-breakpoint
CREATE TABLE `judge_votes` (
	`comparison_id` integer PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`votes` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `judge_votes_import` ON `judge_votes` (`import_id`);--> statement-breakpoint
CREATE TABLE `judgment` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`campaign_id` text NOT NULL,
	`comparison_id` integer NOT NULL,
	`outcome` text NOT NULL,
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
CREATE UNIQUE INDEX `judgment_client_key` ON `judgment` (`member_id`,`client_key`);--> statement-breakpoint
CREATE INDEX `judgment_comparison` ON `judgment` (`comparison_id`);--> statement-breakpoint
CREATE INDEX `judgment_campaign` ON `judgment` (`campaign_id`,`id`);--> statement-breakpoint
CREATE INDEX `judgment_import` ON `judgment` (`import_id`);--> statement-breakpoint
CREATE INDEX `judgment_member` ON `judgment` (`member_id`,`id`);--> statement-breakpoint
CREATE TABLE `member` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`languages` text,
	`judgment_count` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	`last_seen_at` integer,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `member_campaign_user` ON `member` (`campaign_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `member_user` ON `member` (`user_id`);--> statement-breakpoint
CREATE TABLE `model` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`campaign_id` text NOT NULL,
	`import_id` text NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `model_name` ON `model` (`campaign_id`,`name`);--> statement-breakpoint
CREATE TABLE `model_pair` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`campaign_id` text NOT NULL,
	`model_a_id` integer NOT NULL,
	`model_b_id` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `model_pair_models` ON `model_pair` (`campaign_id`,`model_a_id`,`model_b_id`);--> statement-breakpoint
CREATE TABLE `prompt` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`campaign_id` text NOT NULL,
	`import_id` text NOT NULL,
	`external_id` text NOT NULL,
	`text` text NOT NULL,
	`system` text,
	`turns` text,
	`language` text,
	`category` text,
	`metadata` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `prompt_external_id` ON `prompt` (`campaign_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `prompt_import` ON `prompt` (`import_id`);--> statement-breakpoint
CREATE TABLE `ranking` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`metric` text NOT NULL,
	`metric_version` integer NOT NULL,
	`mode` text NOT NULL,
	`preset` text NOT NULL,
	`tau` real NOT NULL,
	`kappa` real NOT NULL,
	`control_share` real NOT NULL,
	`routing` text NOT NULL,
	`seed` text NOT NULL,
	`pool_size` integer NOT NULL,
	`unscored` integer NOT NULL,
	`import_ids` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `ranking_campaign` ON `ranking` (`campaign_id`);--> statement-breakpoint
CREATE TABLE `report` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`ranking_id` text NOT NULL,
	`ledger_hash` text NOT NULL,
	`hash` text NOT NULL,
	`content` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `report_campaign` ON `report` (`campaign_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `score_chunk` (
	`job_id` text NOT NULL,
	`chunk` integer NOT NULL,
	`comparison_ids` blob NOT NULL,
	`utilities` blob NOT NULL,
	PRIMARY KEY(`job_id`, `chunk`)
);
--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL,
	`token` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`user_id` text NOT NULL,
	`sign_in_link_id` text,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE INDEX `session_sign_in_link` ON `session` (`sign_in_link_id`);--> statement-breakpoint
CREATE TABLE `setting` (
	`id` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_in_link` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`campaign_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`last_used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_in_link_token_hash_unique` ON `sign_in_link` (`token_hash`);--> statement-breakpoint
CREATE INDEX `sign_in_link_user` ON `sign_in_link` (`user_id`);--> statement-breakpoint
CREATE TABLE `skip` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`campaign_id` text NOT NULL,
	`comparison_id` integer NOT NULL,
	`member_id` text NOT NULL,
	`task_id` text NOT NULL,
	`at` integer NOT NULL,
	`withdrawn_at` integer
);
--> statement-breakpoint
CREATE INDEX `skip_campaign` ON `skip` (`campaign_id`);--> statement-breakpoint
CREATE INDEX `skip_task` ON `skip` (`task_id`);--> statement-breakpoint
CREATE TABLE `stratum` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ranking_id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`pair_id` integer NOT NULL,
	`routing_group` text NOT NULL,
	`size` integer NOT NULL,
	`comparison_ids` blob NOT NULL,
	`utilities` blob NOT NULL,
	`ranks` blob NOT NULL,
	`weights` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `stratum_ranking` ON `stratum` (`ranking_id`);--> statement-breakpoint
CREATE TABLE `task` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`comparison_id` integer NOT NULL,
	`prompt_id` integer NOT NULL,
	`member_id` text NOT NULL,
	`presented_side` text NOT NULL,
	`state` text NOT NULL,
	`leased_at` integer NOT NULL,
	`lease_expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `task_member_comparison` ON `task` (`member_id`,`comparison_id`);--> statement-breakpoint
CREATE INDEX `task_comparison` ON `task` (`comparison_id`);--> statement-breakpoint
CREATE INDEX `task_member_prompt` ON `task` (`member_id`,`prompt_id`);--> statement-breakpoint
CREATE INDEX `task_leased` ON `task` (`member_id`) WHERE state = 'leased';--> statement-breakpoint
CREATE TABLE `token_scores` (
	`completion_id` integer PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`scorers` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `token_scores_import` ON `token_scores` (`import_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`role` text DEFAULT 'annotator' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `withdrawal` (
	`judgment_id` integer PRIMARY KEY NOT NULL,
	`actor` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL
);
