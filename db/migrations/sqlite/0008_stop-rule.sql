ALTER TABLE `campaign` ADD `gone_on_at` integer;--> statement-breakpoint
ALTER TABLE `draw_sequence` ADD `stopped` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `sequence_state` ADD `path` blob;--> statement-breakpoint
ALTER TABLE `sequence_state` ADD `theta` real;--> statement-breakpoint
ALTER TABLE `sequence_state` ADD `se` real;--> statement-breakpoint
ALTER TABLE `sequence_state` ADD `stop_lower` real;--> statement-breakpoint
ALTER TABLE `sequence_state` ADD `stop_upper` real;