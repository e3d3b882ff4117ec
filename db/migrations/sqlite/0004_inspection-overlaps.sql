ALTER TABLE `inspection` ADD `pool_size` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `inspection` ADD `overlaps` text DEFAULT '[]' NOT NULL;