CREATE TABLE "job_run_days" (
	"day" date NOT NULL,
	"job" varchar(80) NOT NULL,
	"succeeded" integer NOT NULL,
	"partial" integer NOT NULL,
	"failed" integer NOT NULL,
	"running" integer NOT NULL,
	"median_ms" integer,
	"p95_ms" integer,
	"max_ms" integer,
	CONSTRAINT "job_run_days_pkey" PRIMARY KEY("day","job")
);
--> statement-breakpoint
CREATE INDEX "ix_skill_event_hours_excluded" ON "skill_event_hours" USING btree ("hour") WHERE outcome <> 'counted';