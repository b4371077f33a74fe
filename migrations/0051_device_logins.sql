CREATE TABLE "device_logins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"device_hash" varchar(64) NOT NULL,
	"user_code_hash" varchar(64) NOT NULL,
	"account" jsonb,
	"polled_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "device_logins_device_hash_key" UNIQUE("device_hash"),
	CONSTRAINT "device_logins_user_code_hash_key" UNIQUE("user_code_hash")
);
--> statement-breakpoint
CREATE INDEX "ix_device_logins_expires" ON "device_logins" USING btree ("expires_at");