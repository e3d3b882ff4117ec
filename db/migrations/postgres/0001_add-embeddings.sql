CREATE TABLE "embedding" (
	"completion_id" integer PRIMARY KEY NOT NULL,
	"import_id" text NOT NULL,
	"vector" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE INDEX "embedding_import" ON "embedding" USING btree ("import_id");