/**
 * Why a file is not taken whose skill was handed over to another publisher. It also tells such a file from one that a reviewer has
 * rejected, so stored rows have exactly these words.
 */
export const HANDED_OVER = 'Its skill was transferred to another publisher.'
