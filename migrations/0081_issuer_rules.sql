ALTER TABLE "oidc_issuers" ADD COLUMN "rules" jsonb;--> statement-breakpoint
-- Those of GitHub Actions, by which all tokens were read until now.
UPDATE "oidc_issuers" SET "rules" = '{
	"host": "github.com",
	"claims": {"repository": "repository", "repository_id": "repository_id", "owner_id": "repository_owner_id", "ref": "ref", "ref_type": null, "sha": "sha",
		"workflow": "workflow_ref", "run_id": "run_id", "run_attempt": "run_attempt", "event": "event_name"},
	"refuse": [
		{"claim": "repository_visibility", "is": "none_of", "values": ["public"], "code": "private_repository",
			"why": "The repository is not public. Only public ones are listed."},
		{"claim": "event_name", "is": "one_of", "values": ["pull_request*"], "code": "ref_not_allowed",
			"why": "A pull request proves nothing about its repository. Run the workflow on push."},
		{"claim": "ref", "is": "one_of", "values": ["refs/pull/*"], "code": "ref_not_allowed",
			"why": "A pull request proves nothing about its repository. Run the workflow on push."}]
}';--> statement-breakpoint
ALTER TABLE "oidc_issuers" ALTER COLUMN "rules" SET NOT NULL;
