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