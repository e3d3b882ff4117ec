ALTER TABLE `member` ADD `gone_on_at` integer;--> statement-breakpoint
CREATE INDEX `judgment_gold` ON `judgment` (`campaign_id`,`gold_id`) WHERE gold_id is not null;