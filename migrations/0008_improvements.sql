CREATE TABLE "skill_improvements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"skill_id" uuid NOT NULL,
	"source_id" uuid,
	"kind" varchar(40) NOT NULL,
	"note" text,
	"recorded_by" varchar(120) NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"baseline" jsonb NOT NULL,
	"post" jsonb,
	"delta" jsonb,
	"verdict" varchar(20),
	"evaluated_at" timestamp with time zone,
	"points" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "reward_points" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "skill_improvements" ADD CONSTRAINT "skill_improvements_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_improvements" ADD CONSTRAINT "skill_improvements_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "public"."skill_sources"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "uq_skill_improvements_day" ON "skill_improvements" USING btree ("skill_id","kind",((hour at time zone 'UTC')::date));--> statement-breakpoint
CREATE INDEX "ix_skill_improvements_recorded" ON "skill_improvements" USING btree ("recorded_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ix_skill_improvements_source" ON "skill_improvements" USING btree ("source_id","recorded_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ix_skill_improvements_waiting" ON "skill_improvements" USING btree ("source_id","hour","id") WHERE evaluated_at is null;