CREATE TABLE `embedding` (
	`completion_id` integer PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`vector` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `embedding_import` ON `embedding` (`import_id`);