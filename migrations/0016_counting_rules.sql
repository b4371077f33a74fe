CREATE TABLE "address_days" (
	"address_hash" varchar(64) NOT NULL,
	"day" date NOT NULL,
	"events" smallint NOT NULL,
	CONSTRAINT "address_days_pkey" PRIMARY KEY("address_hash","day"),
	CONSTRAINT "ck_address_days_limit" CHECK (events between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "address_skill_days" (
	"address_hash" varchar(64) NOT NULL,
	"skill_id" uuid NOT NULL,
	"day" date NOT NULL,
	"actors" smallint NOT NULL,
	CONSTRAINT "address_skill_days_pkey" PRIMARY KEY("address_hash","day","skill_id"),
	CONSTRAINT "ck_address_skill_days_limit" CHECK (actors between 1 and 3)
);
--> statement-breakpoint
ALTER TABLE "raw_events" ADD COLUMN "address_hash" varchar(64);--> statement-breakpoint
ALTER TABLE "raw_events" ADD COLUMN "vouched" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "skill_events" ADD COLUMN "address_hash" varchar(64);--> statement-breakpoint
ALTER TABLE "skill_events" ADD COLUMN "rules_version" smallint;