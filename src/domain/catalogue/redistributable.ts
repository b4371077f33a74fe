/**
 * SPDX ids (current and deprecated) whose licences let anyone redistribute the unchanged text. The CC licences with NC
 * or ND are not among them: the catalogue cannot impose their conditions on the readers of its API.
 */
export const REDISTRIBUTABLE: ReadonlySet<string> = new Set(
  `
  0BSD AFL-2.1 AFL-3.0 Apache-1.1 Apache-2.0 Artistic-1.0 Artistic-2.0 BlueOak-1.0.0 BSD-1-Clause BSD-2-Clause
  BSD-2-Clause-Patent BSD-3-Clause BSD-3-Clause-Clear BSD-3-Clause-LBNL BSD-4-Clause BSL-1.0 CC0-1.0 curl ECL-2.0
  Fair HPND ICU ISC JSON MIT MIT-0 MIT-CMU MIT-Modern-Variant MulanPSL-2.0 NCSA OpenSSL PHP-3.01 PostgreSQL PSF-2.0
  Python-2.0 Ruby UPL-1.0 Unicode-3.0 Unicode-DFS-2016 Unlicense Vim W3C WTFPL X11 Zlib ZPL-2.1

  AGPL-3.0 AGPL-3.0-only AGPL-3.0-or-later GPL-1.0 GPL-1.0-only GPL-1.0-or-later GPL-2.0 GPL-2.0-only
  GPL-2.0-or-later GPL-3.0 GPL-3.0-only GPL-3.0-or-later LGPL-2.0 LGPL-2.0-only LGPL-2.0-or-later LGPL-2.1
  LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0 LGPL-3.0-only LGPL-3.0-or-later GFDL-1.3 GFDL-1.3-only GFDL-1.3-or-later
  CDDL-1.0 CDDL-1.1 CECILL-2.0 CECILL-2.1 CECILL-B CECILL-C EPL-1.0 EPL-2.0 EUPL-1.1 EUPL-1.2 MPL-1.1 MPL-2.0
  MPL-2.0-no-copyleft-exception MS-PL MS-RL OFL-1.1 OSL-3.0 QPL-1.0

  CC-BY-1.0 CC-BY-2.0 CC-BY-2.5 CC-BY-3.0 CC-BY-4.0 CC-BY-SA-1.0 CC-BY-SA-2.0 CC-BY-SA-2.5 CC-BY-SA-3.0 CC-BY-SA-4.0
  CC-PDDC CDLA-Permissive-1.0 CDLA-Permissive-2.0 ODbL-1.0 ODC-By-1.0 PDDL-1.0
  `
    .trim()
    .split(/\s+/),
)
