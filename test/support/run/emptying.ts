import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'

/** Brings a copy of the template back to the rows that its migrations wrote. Fails if the copy cannot be used again. */
export const EMPTY = sql`select test_support.empty()`

/** Creates the function that `EMPTY` calls, for the tables that the template has now. */
export async function createEmptying(template: Db): Promise<void> {
  const statements = [...(await refills(template)), ...(await sequenceResets(template))]
  await template.execute(sql`create schema test_support`)
  await template.execute(
    sql.raw(`
      create function test_support.empty() returns void language plpgsql
      set session_replication_role = replica set lock_timeout = '5s' as $body$
      begin
        ${CHECKS.map(([found, reason]) => `if exists (${found}) then raise '${reason}'; end if;`).join('\n')}
        ${statements.map((statement) => `${statement};`).join('\n')}
      end $body$`),
  )
}

/** What rules a database out, and the reason to give. A function is as old as the template: newer rows of the catalogue are a test's. */
const CHECKS = [
  [
    `select from pg_stat_get_activity(null) a join pg_database d on d.oid = a.datid
     where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
    'A statement of an earlier test is still running.',
  ],
  ...['pg_class', 'pg_attribute', 'pg_constraint', 'pg_trigger', 'pg_proc'].map((catalogue) => [
    `select from ${catalogue} where age(xmin) < (select age(xmin) from pg_proc where oid = 'test_support.empty'::regproc)`,
    'A test changed the schema.',
  ]),
  ['select from pg_statistic where starelid >= 16384', 'A test analysed a table.'],
  [
    `select from pg_db_role_setting where setdatabase = (select oid from pg_database where datname = current_database())`,
    'A test changed the settings.',
  ],
  [
    `select from pg_class where relkind in ('r', 't') and oid >= 16384 having sum(pg_relation_size(oid)) > 8000000`,
    'The tables have grown: a copy of the template is quicker than a delete.',
  ],
]

// A delete from an empty table costs nothing; a truncate would write a new file for every table, index and sequence.
async function refills(template: Db): Promise<string[]> {
  const { rows: tables } = await template.execute<{ name: string; columns: string }>(sql`
    select format('%I.%I', n.nspname, c.relname) as name, (
      select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`)
  const seeds = tables.map(
    ({ name, columns }) => `
      select format('insert into ${name} (${columns}) overriding system value
        select ${columns} from jsonb_populate_recordset(null::${name}, %L)', jsonb_agg(t)) as statement
      from ${name} t having count(*) > 0`,
  )
  const { rows } = await template.execute<{ statement: string }>(sql.raw(seeds.join(' union all ')))
  return [...tables.map(({ name }) => `delete from ${name}`), ...rows.map(({ statement }) => statement)]
}

async function sequenceResets(template: Db): Promise<string[]> {
  const { rows } = await template.execute<{ statement: string }>(sql`
    select format('perform setval(%L, %s, %L)', format('%I.%I', schemaname, sequencename),
      coalesce(last_value, start_value), last_value is not null) as statement
    from pg_sequences`)
  return rows.map(({ statement }) => statement)
}
