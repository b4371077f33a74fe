/** The digest of raw skill `r`: of its folder, or of the file alone if that was not read. As `loneDigest` makes it. */
export const RAW_DIGEST_SQL =
  "coalesce(r.folder_digest, sha256(convert_to('0644 SKILL.md:' || r.content_hash, 'UTF8')))"
