import type { Rule } from '../rule.ts'
import { AGENCY } from './agency.ts'
import { APPROVALS } from './approvals.ts'
import { DEPENDENCY } from './dependency.ts'
import { DESTRUCTION } from './destruction.ts'
import { BEACONS } from './exfiltration/beacons.ts'
import { BLIND_COPIES } from './exfiltration/blind-copies.ts'
import { SENDING_COMMANDS } from './exfiltration/commands.ts'
import { THEFTS } from './exfiltration/flows.ts'
import { LAID_OPEN } from './exfiltration/laid-open.ts'
import { OPEN_PLACES } from './exfiltration/open-places.ts'
import { PAYMENTS } from './exfiltration/payments.ts'
import { PERSONAL } from './exfiltration/personal.ts'
import { PIPED } from './exfiltration/piped.ts'
import { RECITED } from './exfiltration/recited.ts'
import { REDIRECTED } from './exfiltration/redirected.ts'
import { TOLD } from './exfiltration/told.ts'
import { FAKE_PREREQUISITES } from './fake-prerequisites/lures.ts'
import { PROTECTION_OFF } from './fake-prerequisites/protection-off.ts'
import { SIGNS } from './fake-prerequisites/signs.ts'
import { HIDDEN_TEXT } from './hidden-text.ts'
import { IMPOSTURE } from './imposture.ts'
import { CONCEALED } from './injection/concealed.ts'
import { CONFIG_ORDERS } from './injection/config-orders.ts'
import { COPIES_ITSELF } from './injection/copies-itself.ts'
import { HIDDEN_COMMENT } from './injection/hidden-comment.ts'
import { HIDDEN_ORDERS } from './injection/hidden-orders.ts'
import { LASTING } from './injection/lasting.ts'
import { OVERRIDE } from './injection/override.ts'
import { PLANTS } from './injection/plants.ts'
import { SECRECY } from './injection/secrecy.ts'
import { MINERS } from './miners.ts'
import { CHARACTER_CODES } from './obfuscation/character-codes.ts'
import { DISGUISED } from './obfuscation/disguised.ts'
import { ENCODED } from './obfuscation/encoded.ts'
import { PADDING } from './obfuscation/padding.ts'
import { TRIGGERS } from './obfuscation/triggers.ts'
import { PACKAGE_ADDRESSES } from './package-addresses.ts'
import { PERMISSIONS } from './permissions.ts'
import { PERSISTENCE } from './persistence.ts'
import { DOWNLOADS } from './remote-code/downloads.ts'
import { FETCHED_CODE } from './remote-code/fetched-code.ts'
import { KEPT_THEN_RUN } from './remote-code/kept-then-run.ts'
import { OBEYED_PAGES } from './remote-code/obeyed-pages.ts'
import { OPENED_CODE } from './remote-code/opened-code.ts'
import { PIPED_THROUGH } from './remote-code/piped-through.ts'
import { REMOTE_CONTROL } from './remote-code/remote-control.ts'
import { SECRETS } from './secrets.ts'
import { ACTS_ALONE } from './unasked/acts-alone.ts'
import { GUARDS } from './unasked/guards.ts'
import { IDENTITY } from './unasked/identity.ts'
import { INTERESTS } from './unasked/interests.ts'
import { LOGINS } from './unasked/logins.ts'
import { OPEN_DOORS } from './unasked/open-doors.ts'
import { QUIET_NOTES } from './unasked/quiet-notes.ts'
import { SESSIONS } from './unasked/sessions.ts'
import { SETTLES_IN } from './unasked/settles-in.ts'
import { UPDATES_ITSELF } from './unasked/updates-itself.ts'
import { WHOLE_TALK } from './unasked/whole-talk.ts'

/** All rules, by families. A rule that is added or changed raises RULE_SET. */
export const RULES: readonly Rule[] = [
  ...DOWNLOADS,
  ...PIPED_THROUGH,
  ...KEPT_THEN_RUN,
  ...FETCHED_CODE,
  ...OBEYED_PAGES,
  ...OPENED_CODE,
  ...REMOTE_CONTROL,
  ...FAKE_PREREQUISITES,
  ...PROTECTION_OFF,
  ...SIGNS,
  ...ENCODED,
  ...CHARACTER_CODES,
  ...DISGUISED,
  ...TRIGGERS,
  ...SENDING_COMMANDS,
  ...PIPED,
  ...THEFTS,
  ...LAID_OPEN,
  ...OPEN_PLACES,
  ...REDIRECTED,
  ...PERSONAL,
  ...BLIND_COPIES,
  ...PAYMENTS,
  ...TOLD,
  ...RECITED,
  ...BEACONS,
  ...OVERRIDE,
  ...SECRECY,
  ...HIDDEN_COMMENT,
  ...HIDDEN_ORDERS,
  ...CONFIG_ORDERS,
  ...CONCEALED,
  ...LASTING,
  ...COPIES_ITSELF,
  ...PLANTS,
  ...HIDDEN_TEXT,
  ...PERSISTENCE,
  ...MINERS,
  ...DESTRUCTION,
  ...IMPOSTURE,
  ...DEPENDENCY,
  ...PACKAGE_ADDRESSES,
  ...PERMISSIONS,
  ...AGENCY,
  ...APPROVALS,
  ...SETTLES_IN,
  ...UPDATES_ITSELF,
  ...QUIET_NOTES,
  ...IDENTITY,
  ...SESSIONS,
  ...OPEN_DOORS,
  ...INTERESTS,
  ...ACTS_ALONE,
  ...LOGINS,
  ...GUARDS,
  ...WHOLE_TALK,
  ...SECRETS,
  ...PADDING,
]
