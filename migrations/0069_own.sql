CREATE TABLE "author_acts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "author_acts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"publisher_id" uuid NOT NULL,
	"skill_id" uuid,
	"act" varchar(30) NOT NULL,
	"details" jsonb NOT NULL,
	"repository" varchar(300) NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "author_settings" (
	"skill_id" uuid PRIMARY KEY NOT NULL,
	"hidden_at" timestamp with time zone,
	"deprecated_at" timestamp with time zone,
	"deprecation_reason" text,
	"successor_id" uuid,
	"category_id" uuid,
	"homepage" text,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "finding_answers" (
	"skill_id" uuid NOT NULL,
	"rule" varchar(80) NOT NULL,
	"answer" text NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pk_finding_answers" PRIMARY KEY("skill_id","rule")
);
--> statement-breakpoint
CREATE TABLE "former_slugs" (
	"slug" varchar(300) PRIMARY KEY NOT NULL,
	"skill_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "skill_transfers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"skill_id" uuid NOT NULL,
	"from_publisher_id" uuid NOT NULL,
	"to_publisher_id" uuid NOT NULL,
	"state" varchar(20) NOT NULL,
	"offered_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "author_acts" ADD CONSTRAINT "author_acts_publisher_id_fkey" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "author_acts" ADD CONSTRAINT "author_acts_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "author_settings" ADD CONSTRAINT "author_settings_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "author_settings" ADD CONSTRAINT "author_settings_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "public"."skills"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_answers" ADD CONSTRAINT "finding_answers_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_slugs" ADD CONSTRAINT "former_slugs_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_transfers" ADD CONSTRAINT "skill_transfers_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_transfers" ADD CONSTRAINT "skill_transfers_from_publisher_id_fkey" FOREIGN KEY ("from_publisher_id") REFERENCES "public"."publishers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_transfers" ADD CONSTRAINT "skill_transfers_to_publisher_id_fkey" FOREIGN KEY ("to_publisher_id") REFERENCES "public"."publishers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_author_acts_publisher" ON "author_acts" USING btree ("publisher_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "ix_author_acts_skill" ON "author_acts" USING btree ("skill_id") WHERE "author_acts"."skill_id" is not null;--> statement-breakpoint
CREATE INDEX "ix_author_settings_successor" ON "author_settings" USING btree ("successor_id") WHERE "author_settings"."successor_id" is not null;--> statement-breakpoint
CREATE INDEX "ix_former_slugs_skill" ON "former_slugs" USING btree ("skill_id");--> statement-breakpoint
CREATE UNIQUE INDEX "uq_skill_transfers_open" ON "skill_transfers" USING btree ("skill_id") WHERE "skill_transfers"."state" = 'offered';--> statement-breakpoint
CREATE INDEX "ix_skill_transfers_skill" ON "skill_transfers" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "ix_skill_transfers_to" ON "skill_transfers" USING btree ("to_publisher_id","state");