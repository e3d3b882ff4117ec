CREATE TABLE `judge_votes` (
	`comparison_id` integer PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`votes` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `judge_votes_import` ON `judge_votes` (`import_id`);