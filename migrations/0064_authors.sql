CREATE TABLE "author_challenges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repository_id" bigint NOT NULL,
	"owner_id" bigint NOT NULL,
	"challenge" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"checked_at" timestamp with time zone,
	"proven_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "oidc_issuers" (
	"issuer" varchar(300) PRIMARY KEY NOT NULL,
	"jwks_uri" varchar(500) NOT NULL,
	"kind" varchar(20) NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ck_oidc_issuers_https" CHECK ("oidc_issuers"."issuer" like 'https://%' and "oidc_issuers"."jwks_uri" like 'https://%')
);
--> statement-breakpoint
CREATE TABLE "used_tokens" (
	"issuer" varchar(300) NOT NULL,
	"jti" varchar(200) NOT NULL,
	"repository_id" bigint NOT NULL,
	"used_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pk_used_tokens" PRIMARY KEY("issuer","jti")
);
--> statement-breakpoint
CREATE INDEX "ix_author_challenges_expires" ON "author_challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "ix_used_tokens_repository" ON "used_tokens" USING btree ("repository_id","used_at");--> statement-breakpoint
INSERT INTO "oidc_issuers" ("issuer", "jwks_uri", "kind", "created_at")
VALUES ('https://token.actions.githubusercontent.com', 'https://token.actions.githubusercontent.com/.well-known/jwks', 'github', now());
