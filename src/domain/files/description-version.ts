/**
 * The version of the rules by which a folder is described. Raise it when what is said of a folder's files has changed. The
 * job `describe-folders` then describes every folder again, and `explain-versions` what versions have changed.
 */
export const DESCRIPTION_VERSION = 9
