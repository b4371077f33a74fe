CREATE TABLE "skill_stars" (
	"skill_id" uuid NOT NULL,
	"username" varchar(120) NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pk_skill_stars" PRIMARY KEY("skill_id","username")
);
--> statement-breakpoint
ALTER TABLE "folders" ADD COLUMN "clawhub_hash" "bytea";--> statement-breakpoint
ALTER TABLE "skill_stars" ADD CONSTRAINT "skill_stars_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_skills_client_name" ON "skills" USING btree ((split_part("slug", repeat('-', 2), 2) collate "C"),"id");--> statement-breakpoint
CREATE INDEX "ix_skills_listed_created" ON "skills" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "skills"."status" = 'active' and "skills"."duplicate_of" is null;