CREATE TABLE "board_day_builds" (
	"day" date PRIMARY KEY NOT NULL,
	"frozen_at" timestamp with time zone NOT NULL,
	"run_id" varchar(40) NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"round" bigint NOT NULL,
	"weights_version" integer NOT NULL,
	"total" integer NOT NULL,
	"chunk_size" integer NOT NULL,
	"chunk_hashes" text[] DEFAULT '{}' NOT NULL,
	"hash_version" integer NOT NULL,
	"content_hash" varchar(64),
	"switched_on_at" timestamp with time zone,
	"announced" integer DEFAULT 0 NOT NULL,
	"completed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "board_day_groups" (
	"day" date NOT NULL,
	"group_id" uuid NOT NULL,
	"total" integer NOT NULL,
	"members" integer NOT NULL,
	"averages" jsonb,
	CONSTRAINT "pk_board_day_groups" PRIMARY KEY("day","group_id")
);
--> statement-breakpoint
CREATE TABLE "board_day_inputs" (
	"day" date NOT NULL,
	"rank" integer NOT NULL,
	"skill_id" uuid NOT NULL,
	"category_id" uuid,
	"updated_at" timestamp with time zone NOT NULL,
	"score" double precision NOT NULL,
	"power_score" integer,
	"github_stars" integer NOT NULL,
	"github_forks" integer NOT NULL,
	"uses_30d" integer NOT NULL,
	"views_30d" integer NOT NULL,
	"favorites_total" integer NOT NULL,
	"age_days" integer NOT NULL,
	CONSTRAINT "pk_board_day_inputs" PRIMARY KEY("day","rank")
) PARTITION BY RANGE ("day");
--> statement-breakpoint
CREATE TABLE "board_days" (
	"day" date NOT NULL,
	"rank" integer NOT NULL,
	"skill_id" uuid NOT NULL,
	"category_id" uuid,
	"score" double precision NOT NULL,
	"power_score" integer,
	"power_position" integer NOT NULL,
	"category_rank" integer,
	"category_power_position" integer,
	"percentile" double precision,
	"power_rank" varchar(2),
	"relaxed" boolean,
	CONSTRAINT "pk_board_days" PRIMARY KEY("day","rank"),
	CONSTRAINT "uq_board_days_skill" UNIQUE("day","skill_id")
) PARTITION BY RANGE ("day");
--> statement-breakpoint
CREATE INDEX "ix_board_days_power" ON "board_days" USING btree ("power_position");--> statement-breakpoint
CREATE INDEX "ix_board_days_category" ON "board_days" USING btree ("category_id","category_rank");--> statement-breakpoint
CREATE INDEX "ix_board_days_category_power" ON "board_days" USING btree ("category_id","category_power_position");
