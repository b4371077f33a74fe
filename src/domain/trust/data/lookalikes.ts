/**
 * Letters that look like Latin ones, from the table of Unicode Technical Standard 39 (confusables.txt): Greek, Cyrillic, Armenian and
 * Cherokee letters with one Latin letter as their skeleton. Forms that NFKC maps (fullwidth, mathematical) are not in it.
 */
const PAIRS =
  'аaеeоoрpсcхxуyіiјjѕsһhԁdԛqԝwɡgӏlүyҽeԍgпnгrкkмmтtвbнhӀlАAВBЕEКKМMНHОOРPСCТTХXУYІIЈJЅSԌGԚQԜW' +
  'αaοoνvρpιiκkυuγyχxτtσoωwηnΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX' +
  'օoսuհhոnցgքfոnոnզqյjᎪAᏴBᏟCᎠDᎬEᏀGᎻHᎫJᏦKᏞLᎷMᏢPᎡRᏚSᎢTᏙVᎳWᏃZ'

const letters = [...PAIRS]

export const LATIN_LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  letters.flatMap((letter, i) => (i % 2 === 0 ? [[letter, letters[i + 1] ?? letter]] : [])),
)
