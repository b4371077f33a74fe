-- Databases of the earlier system may lack this default. Where it is there already, nothing changes.
ALTER TABLE "raw_skills" ALTER COLUMN "parse_status" SET DEFAULT 'markdown_only';
