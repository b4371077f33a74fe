import { skills } from '../skill-text.ts'

export const MARKETING_AND_WRITING = skills(`
brightloom/seo-audit: seo, website
Audits a website for search engines: crawling, titles, speed, structured data, duplicate pages, and a list by effect.
  Crawl at most 500 pages. Search Console shows what people really typed. Fix what blocks indexing first.

brightloom/keyword-research: seo, content
Finds what people search for: volume, intent, difficulty, questions, and groups them into pages.
  Start with ten words of the customers. One page an intent. Long phrases are easier.

brightloom/meta-tags: seo, html
Writes page titles, meta descriptions and Open Graph tags that fit and get clicked.
  Sixty characters for titles, 155 for descriptions. Each page its own.

brightloom/backlink-finder: seo, outreach
Finds sites that could link to yours, broken links that you can replace, and lost links.
  Quality before number. Never buy links.

saltmarsh/local-business-listing: google-maps, seo
Sets up a shop's profile on Google Maps: hours, photos, answers to reviews, posts.
  Name, address and phone are the same everywhere. Answer bad reviews within a day.

brightloom/google-ads: ads, ppc
Plans and repairs Google Ads campaigns: keywords, negative words, bids, ads and landing pages.
  Search terms first. Stop what has cost a sale without making one.

brightloom/tweet-threads: twitter, social-media
Writes posts and threads for X (Twitter) from an article or an idea, and plans when to post.
  The first line carries it. Seven posts at most. No hashtags in a thread.

brightloom/linkedin-posts: linkedin, social-media
LinkedIn posts that sound like a person: a story, a lesson, a question. No buzzwords.
  Short lines. Write about what happened last week. Answer comments in the first hour.

brightloom/instagram-captions: instagram, social-media
Captions, hashtags and alt text for Instagram and Threads pictures.
  Ask who follows the account. Five hashtags are enough.

brightloom/social-scheduler: social-media, scheduling
Publishes one post to many networks at the best hour: X, LinkedIn, Instagram, Bluesky, Mastodon, TikTok.
  Adapts length and picture to each. Shows a preview of all. Queue for a week.

moonbyte/reddit-monitor: reddit
Reads subreddits and tells you when somebody mentions your product or asks for something like it.
  Read only. Ten new posts an hour. Gives the thread and its mood.

brightloom/landing-page-copy: copywriting
Words for landing pages: headline, proof, objections, button. Written from what customers said.
  One page, one promise. Numbers beat adjectives. The button says what happens.

brightloom/product-naming: branding, names
Finds names for products and companies, checks domains and trademarks, and how they sound in other languages.
  Fifty first, then five. Say them on the phone.

brightloom/press-release: pr, media
Writes a press release and the list of journalists who might care.
  The news is in the first sentence. One quote that a person would say.

brightloom/brand-voice: branding, style
Describes how a brand speaks and checks texts against it.
  Learn from ten good texts. Three words, each with a do and a do not.

pinecall/hubspot-crm: crm, sales
Contacts, companies, deals and notes in HubSpot: search, update, and a pipeline overview.
  Match by e-mail or domain. Never overwrite an owner. Custom properties are listed first.

pinecall/pipedrive-deals: crm, sales
Moves deals in Pipedrive, plans the next activity for each, and shows what has gone cold.
  A deal without an activity is dead. Stages have ids.

pinecall/lead-finder: sales, leads
Finds companies and contacts that fit your ideal customer, with verified addresses.
  Describe the best three customers. Public data only.

pinecall/support-tickets: customer-support, zendesk
Answers customer support tickets in Zendesk and Intercom from the help centre, and hands over what it cannot solve.
  Greets by name, solves, asks whether it helped. Refunds are decided by people.

brightloom/customer-interviews: user-research
Plans interviews with users, asks about the past instead of opinions, and sums up what ten of them said.
  Do not pitch. Ask for the last time it happened. Count how many said the same.

papercrane/humanizer: writing, editing
Removes the signs of AI writing from a text: em dashes, threes, empty emphasis, words such as delve.
  Keep the meaning and the facts. Vary the length of sentences. Read aloud.

papercrane/proofreader: grammar, editing
Corrects spelling, grammar and punctuation in English and leaves the style alone.
  Marks each change. American or British, as the text begins.

papercrane/story-writer: fiction, writing
Helps to write novels and short stories: plot, characters, scenes, and a check for contradictions.
  Keep a sheet of each character. Every scene turns something. Show, sparingly tell.

papercrane/poem-workshop: poetry
Writes and improves poems: sonnets, haiku, free verse, rhymes that are not forced.
  Concrete pictures first. Count the syllables aloud.

papercrane/speech-writer: speech, wedding
Speeches for weddings, farewells and anniversaries, in three minutes.
  Two stories, one wish. End with the glass.

papercrane/cv-builder: resume, jobs
Writes a CV that fits a job advert: results with numbers, one page, readable by applicant tracking systems.
  Start with the advert's words. No columns. Leave out the photo where it is not usual.

papercrane/cover-letters: jobs, writing
Application letters that say why this company and what you would do first.
  Half a page. No sentence that fits another employer.

brightloom/blog-articles: blog, content
Plans and writes blog articles with an outline, sources and an opening that keeps people reading.
  Search what is there already. One idea. Examples from practice.

papercrane/summarize: summary
Sums up articles, PDFs and web pages in three lengths: one line, one paragraph, one page.
  Keep figures and names. Say what the author wants. No opinion of your own.

moonbyte/summarize: summary, podcast
Summarises links, podcasts and long files with a local command line tool.
  Give an address or a path. Choose short, medium or long. Works without an account.

hanul/translate-documents: translation
Translates documents between Korean, English, Japanese and Chinese and keeps the layout.
  용어집을 먼저 만듭니다. Keep names as they are. Legal texts get a note that a sworn translator is needed.

papercrane/deepl-translate: translation, deepl
Quick translation of texts with DeepL: formality, glossaries, thirty languages.
  Ask for the audience. The key is in DEEPL_API_KEY.

papercrane/technical-translator: translation, localization
Translates manuals and user interfaces with a term base, and checks numbers, units and placeholders.
  Placeholders stay as they are. One term, one translation.

papercrane/screenplay-format: screenplay
Formats scripts for film in Fountain: scene headings, dialogue, page counts.
  One page is a minute. Present tense.

papercrane/fact-checker: journalism
Checks the claims of a text one by one against primary sources and gives each a verdict.
  True, false, misleading, cannot be checked. Quote the source with date.

papercrane/news-briefing: news, rss
A morning briefing of the news from RSS feeds and papers you choose, in ten lines.
  Without doubles. Says which are opinion. Local news last.
`)
