CREATE TABLE `report_part` (
	`report_id` text NOT NULL,
	`kind` text NOT NULL,
	`hash` text NOT NULL,
	`content` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`report_id`, `kind`),
	FOREIGN KEY (`report_id`) REFERENCES `report`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sequence_state` (
	`stratum_id` integer PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`alpha` real NOT NULL,
	`step` integer NOT NULL,
	`lower` real NOT NULL,
	`upper` real NOT NULL,
	`state` blob NOT NULL,
	`stop_reason` text,
	`stop_step` integer,
	`stopped_at` integer
);
--> statement-breakpoint
ALTER TABLE `campaign` ADD `stop_rule` text;--> statement-breakpoint
ALTER TABLE `campaign` ADD `control_variate` text;--> statement-breakpoint
ALTER TABLE `campaign` ADD `pair_allocation` text DEFAULT 'even' NOT NULL;--> statement-breakpoint
ALTER TABLE `campaign` ADD `extra_up_to` integer;--> statement-breakpoint
ALTER TABLE `campaign` ADD `anchor_model` text;--> statement-breakpoint
ALTER TABLE `campaign` ADD `trajectories` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `comparison_status` ADD `opening_probability` real;--> statement-breakpoint
ALTER TABLE `comparison_status` ADD `extra_wanted` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `comparison_status` ADD `extra_count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `comparison_status_extra` ON `comparison_status` (`campaign_id`,`opening_number`) WHERE extra_wanted > extra_count;