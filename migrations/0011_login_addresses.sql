CREATE TABLE "login_addresses" (
	"ip_hash" varchar(64) NOT NULL,
	"account_hash" varchar(64) NOT NULL,
	"last_login_at" timestamp with time zone,
	"turn_at" timestamp with time zone,
	CONSTRAINT "login_addresses_pkey" PRIMARY KEY("ip_hash","account_hash")
);
--> statement-breakpoint
ALTER TABLE "login_attempts" ADD COLUMN "by_stranger" boolean DEFAULT true NOT NULL;