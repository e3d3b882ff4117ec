ALTER TABLE `draw_sequence` ADD `wins` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `draw_sequence` ADD `losses` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `draw_sequence` ADD `ties` integer DEFAULT 0 NOT NULL;