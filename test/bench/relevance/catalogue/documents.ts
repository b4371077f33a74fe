import { skills } from '../skill-text.ts'

export const DOCUMENTS = skills(`
papercrane/pdf-tools: pdf, documents
Merge, split, rotate, compress and watermark PDF files on the command line with qpdf and Ghostscript.
  Check whether the file is encrypted before anything else. Page ranges are written like 1-3,7. Compressing lowers
  images to 150 dpi, which is enough for a screen.

papercrane/pdf-forms: pdf, forms
Fills in PDF forms from a JSON file, lists their fields, and flattens the result so that nobody can change it.
  Read the field names with pdftk. Checkboxes want the exact export value. If the form has no fields, place the text by
  coordinates.

ledgerline/pdf-redact: pdf, privacy
Blacks out names, account numbers and signatures in a PDF for good, so that the text under the bar is really gone.
  A black rectangle alone hides nothing. Rasterise the page or remove the text objects, then search the file again for
  every word.

moonbyte/ocr-scans: ocr, documents
Reads text out of scanned pages and photos of documents with Tesseract, straightens them, and makes searchable PDFs.
  Deskew first. Choose the language pack of the document. Numbers in tables deserve a second look.

skill-mirror/pdf-tools = papercrane/pdf-tools

moonbyte/docx-editor: word, documents
Edits Microsoft Word files without losing their styles: tracked changes, comments, headers, tables of contents.
  A .docx is a zip of XML. Change the smallest run that holds the words. Keep revision ids when changes are tracked.

ledgerline/xlsx-formulas: excel, spreadsheet
Writes and repairs Excel formulas: lookups, pivot tables, dates that turned into text, circular references.
  Ask for three example rows. Prefer XLOOKUP to nested IFs. Explain each formula in one sentence beside it.

brightloom/slide-decks: presentation, pptx
Makes a PowerPoint presentation from an outline: one message a slide, speaker notes, and charts instead of bullets.
  Write the titles first; read alone they must tell the story. Ten slides for twenty minutes.

moonbyte/markdown-to-pdf
Converts Markdown to a well set PDF or Word document with Pandoc: title page, numbered figures, footnotes.
  Put the settings in a defaults file. A page break is a raw LaTeX line. Check that every link still works.

harbor-lab/latex-papers: latex, academic
Repairs and formats LaTeX manuscripts: broken references, overfull boxes, BibTeX entries and the template of a journal.
  Compile twice and read the log from the top. Fix the first error only, then compile again.

ledgerline/contract-review: legal, contracts
Reads a contract and lists what a careful lawyer would ask about: termination, liability, renewal, who owns the work.
  It is no legal advice. Quote each clause with its number. Rate the risk as low, medium or high and suggest wording.

moonbyte/table-extract: pdf, csv
Pulls tables out of PDF reports and web pages into CSV, with merged cells and headers over two lines.
  Try the lattice mode where lines are drawn and the stream mode where they are not. Compare the sums with those that
  are printed.

papercrane/epub-maker: ebook, publishing
Turns a manuscript into an e-book for Kindle and other readers: chapters, cover, table of contents, and a check with
epubcheck.
  Every chapter is its own XHTML file. The cover is at least 1600 pixels wide.

moonbyte/e-sign
Sends a document for electronic signature with DocuSign and reminds those who have not signed.
  Place the signature fields by anchor words. Download the certificate when all have signed.

ledgerline/invoice-maker: invoice, billing, pdf
Creates invoices as PDF with running numbers, VAT, payment terms and a QR code for the transfer.
  Ask for seller, buyer, items, tax rate and date of delivery. Numbers have no gaps. A reverse-charge note is needed for
  customers in another country.

papercrane/file-organizer
Sorts a messy downloads folder by type, project and date, finds duplicate files, and proposes names before it moves
anything.
  Show the plan as a table. Move, never delete. Write a log from which everything can be undone.

moonbyte/scan-to-archive
Paperless office: names scanned letters by sender and date, tags them and files them in Paperless-ngx.
  Needs the address and token of the server. Letters without a date keep the date of the scan.

papercrane/citation-manager: zotero, references
Keeps a Zotero library clean and puts citations in APA, MLA or Chicago style into a text.
  Look up the DOI first. A reference without a year is reported, not guessed.

moonbyte/diagram-maker: mermaid, diagrams
Draws flowcharts, sequence diagrams and ER diagrams as Mermaid from a description in plain words.
  Name each box with a noun. Keep it under fifteen boxes, otherwise draw two.

papercrane/handwriting-notes
Photos of handwritten pages become clean typed notes, with sketches kept as pictures.
  Ask for daylight photos. Words that cannot be read are put in brackets.

harbor-lab/flat-file-import: csv, import
Loads fixed-width and other flat files from mainframes into tables, by a layout that is written down once.
  Read the record layout. Check the length of each line before parsing. Packed decimals need unpacking.
`)
