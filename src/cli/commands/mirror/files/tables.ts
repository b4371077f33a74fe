import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../open-mirror.ts'

/** Names the files of manifests. What is no file of ours is passed over: a mirror must not stop at it. */
const nameFiles = ({ version, from }: { version: string; from: string }) => `
  insert or ignore into named_files (sha256, version, size) select sha256, version, size from (
    select ${version} as version, case when type = 'object' then value ->> '$.sha256' end as sha256,
      case when type = 'object' then value ->> '$.size' end as size
    from ${from})
  where length(sha256) = 64 and sha256 not glob '*[^0-9a-f]*' and typeof(size) = 'integer' and size >= 0;`

const NAME_NEW = nameFiles({ version: 'new.id', from: `json_each(new.payload, '$.manifest')` })
const NAME_ALL = nameFiles({
  version: 'i.id',
  from: `items i, json_each(i.payload, '$.manifest') where i.kind = 'version'`,
})

// Asks again for what was refused before the change.
const WANT_NEW = `
  insert into wanted (sha256, size)
    select n.sha256, n.size from named_files n where n.version = new.id and not exists (select 1 from files f where f.sha256 = n.sha256)
    on conflict (sha256) do update set size = excluded.size, asked_at = null, refused = null;`

const PACK_NEW = `
  insert or ignore into unpacked (digest) select new.payload ->> '$.digest' where new.payload ->> '$.digest' is not null;`

const leaveFiles = (version: string) => `
  insert or ignore into leaving (sha256) select sha256 from named_files where version = ${version}.id;
  delete from named_files where version = ${version}.id;
  delete from archives where digest = ${version}.payload ->> '$.digest' and not exists (
    select 1 from items i where i.kind = 'version' and i.payload ->> '$.digest' = archives.digest);`

const RECONSIDER = `
  update wanted set asked_at = null, refused = null where sha256 in (
    select n.sha256 from items v join named_files n on n.version = v.id
    where v.kind = 'version' and v.payload ->> '$.skill' = new.payload ->> '$.slug');`

/**
 * `wanted`: named files that are not here; `refused` says why they are not given out. `leaving`: files that may not be named any more.
 * `unpacked`: folders whose archive may have to be hashed. The view says why the files of a version are not given out, as the source does.
 */
const TABLES = `
  create table files (sha256 text primary key, size integer not null, crc32 integer not null, kept_at text not null) strict;
  create table file_bytes (sha256 text primary key, bytes blob not null) strict;
  create table named_files (sha256 text not null, version text not null, size integer not null, primary key (sha256, version)) strict, without rowid;
  create index named_files_by_version on named_files (version);
  create table wanted (sha256 text primary key, size integer not null, asked_at text, refused text) strict;
  create index wanted_now on wanted (sha256) where asked_at is null;
  create table leaving (sha256 text primary key) strict;
  create table archives (digest text primary key, sha256 text not null, size integer not null) strict;
  create table unpacked (digest text primary key) strict;
  create index skills_by_slug on items (payload ->> '$.slug') where kind = 'skill';
  create index versions_by_skill on items (payload ->> '$.skill') where kind = 'version';
  create index versions_by_digest on items (payload ->> '$.digest') where kind = 'version';

  create view versions as
    select v.id, v.seq, v.payload, v.payload ->> '$.skill' as skill, v.payload ->> '$.version' as version, v.payload ->> '$.digest' as digest,
      v.payload ->> '$.is_complete' as is_complete, v.payload ->> '$.created_at' as created_at, case
        when v.payload ->> '$.yanked_at' is not null then 'yanked'
        when v.payload ->> '$.is_held' then 'warned'
        when s.payload ->> '$.vanished_at' is not null then 'vanished'
        when s.payload ->> '$.content_policy' is not 'full' or v.payload ->> '$.content_policy' is not 'full' and exists (
          select 1 from items n where n.kind = 'version' and n.payload ->> '$.skill' = v.payload ->> '$.skill'
            and n.payload ->> '$.created_at' > v.payload ->> '$.created_at') then 'link_only'
      end as withheld
    from items v join items s on s.kind = 'skill' and s.payload ->> '$.slug' = v.payload ->> '$.skill' where v.kind = 'version';

  create trigger version_added after insert on items when new.kind = 'version' begin
    ${NAME_NEW} ${WANT_NEW} ${PACK_NEW}
  end;
  create trigger version_changed after update of payload on items when new.kind = 'version' and new.payload <> old.payload begin
    ${leaveFiles('old')} ${NAME_NEW} ${WANT_NEW} ${PACK_NEW}
  end;
  create trigger version_deleted after delete on items when old.kind = 'version' begin
    ${leaveFiles('old')}
  end;
  create trigger skill_added after insert on items when new.kind = 'skill' begin ${RECONSIDER} end;
  create trigger skill_changed after update of payload on items when new.kind = 'skill' and new.payload <> old.payload begin ${RECONSIDER} end;

  ${NAME_ALL}
  insert into wanted (sha256, size) select sha256, max(size) from named_files group by sha256;
  insert or ignore into unpacked (digest) select digest from versions where digest is not null;`

export const hasFileTables = (db: DatabaseSync): boolean =>
  db.prepare(`select 1 from sqlite_schema where name = 'named_files'`).get() !== undefined

/** Creates what a mirror needs to keep files, if it is not there, and fills it from the versions that are. */
export function makeFileTables(db: DatabaseSync): void {
  inTransaction(db, () => {
    if (!hasFileTables(db)) db.exec(TABLES)
  })
}
