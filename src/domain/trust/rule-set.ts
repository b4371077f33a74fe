/** The version of all rules together. Raise it when a scan of the same bytes may say something else; the job then scans again. */
export const RULE_SET = 31
