CREATE TABLE "skill_lists" (
	"id" varchar(32) PRIMARY KEY NOT NULL,
	"skills" uuid[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
