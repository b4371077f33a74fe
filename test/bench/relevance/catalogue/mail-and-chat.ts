import { skills } from '../skill-text.ts'

export const MAIL_AND_CHAT = skills(`
pinecall/inbox-zero: email, gmail, triage
Empties a crowded inbox in four passes: delete, delegate, answer, defer. Drafts the short answers and asks before it
sends anything. Use when hundreds of unread messages wait after a holiday.
  Sort by sender first, because one sender often explains a third of the pile. Archive what nobody has to answer.
  Anything that takes under two minutes gets a draft now. Everything else becomes a task with a date.

pinecall/gog
Google from the command line: Gmail search and send, Calendar events, Drive files, Contacts and Sheets.
  Sign in once with gog auth. Then gog mail search, gog cal list, gog drive get and gog sheets append print plain text
  or JSON. Confirm with the user before a message leaves.

pinecall/imap-terminal: email, cli
Read, search, move and send e-mail over IMAP and SMTP from a terminal, with several accounts and no browser.
  Configure each account in a small file: host, port, user and the command that prints the password. List folders
  first. Attachments are written to the folder that you name.

brightloom/cold-outreach
Writes first e-mails to strangers that get answered: one reason, one question, no flattery. Plans two polite
follow-ups and stops after that. For sales, recruiting and asking for interviews.
  Research the person for five minutes. The first line says why them. The last line asks something that can be
  answered with one word. Never invent a shared acquaintance.

quartzline/mail-deliverability: email, dns
Finds out why mail lands in the spam folder. Checks SPF, DKIM, DMARC, reverse DNS and blocklists, and reads the headers
of a message that was rejected.
  Ask for a full header of one delivered and one lost message. Look at the Authentication-Results line. Warm up a new
  address slowly.

moonbyte/outlook-rules
Creates and cleans up rules, categories and shared mailboxes in Microsoft Outlook and Exchange.
  Export the existing rules before a change. Merge those that move mail to one folder. Server rules run when the laptop
  is closed, client rules do not.

brightloom/newsletter-writer: newsletter, writing
Drafts a weekly newsletter from links and notes: subject line, opening, three short items and one call to action.
  Collect what happened since the last issue. A subject line has at most fifty characters. Read it aloud before it is
  scheduled in Mailchimp or Buttondown.

kestrelworks/email-templates: html, email
Builds HTML e-mail templates that look right in Outlook, Gmail and Apple Mail, with tables, inline styles and dark mode.
  Layout is done with nested tables and a width of 600 pixels. Test the plain text part too. Images need alt text,
  because many readers block them.

saltmarsh/unsubscribe-helper
Lists every mailing list and shop that writes to you and unsubscribes from the ones you name.
  It uses the List-Unsubscribe header, never a link in the text. Shows how often each sender wrote in the last year.

skill-mirror/inbox-zero = pinecall/inbox-zero

pinecall/slack-digest: slack, summary
Sums up what happened in your Slack channels since you last looked: decisions, questions for you, and links worth
opening. Posts nothing.
  Read only the channels that were named. Group by thread. A question that mentions the user comes first. Quote the
  sentence in which something was decided.

kestrelworks/slack-bot-builder: slack, bot
Builds a Slack app with slash commands, buttons and modals in TypeScript, from the manifest to deployment.
  Start with Socket Mode on your machine. Answer within three seconds and do the work afterwards. Verify the signing
  secret of each request.

pinecall/discord-moderator
Keeps a Discord server friendly: welcomes members, warns, mutes, and keeps a log that moderators can read.
  Ask for the rules of the server first. Three warnings lead to a timeout of an hour. Bans are always a person's
  decision.

pinecall/telegram-bot: telegram, bot
Create a Telegram bot with BotFather, webhooks, inline keyboards and scheduled messages.
  Keep the token out of the repository. Use long polling while developing and a webhook in production.

pinecall/whatsapp-sender
Sends WhatsApp messages and reads recent chats through the Business API: templates, media and delivery receipts.
  The first message to a person has to use an approved template. Free text is possible for 24 hours after an answer.

moonbyte/teams-standup
Collects a written standup from a Microsoft Teams channel every morning and posts one tidy overview.
  Asks three questions at nine. Who is on leave is skipped. Blockers come first in the overview.

pinecall/imessage-search
Search old iMessage and SMS conversations on a Mac by person, word or date. Read only.
  Needs Full Disk Access for the terminal. The database is chat.db in the Messages folder. Dates there count from 2001.

quartzline/sms-gateway: sms, twilio
Sends and receives text messages with Twilio: reminders, one-time codes and opt-out words.
  Numbers are written in E.164. Respect STOP at once. A long text is cut into segments that cost extra.

brightloom/reply-ghostwriter
Answers awkward messages in your own tone: declining an invitation, chasing a late payment, saying sorry.
  Asks for two of your earlier messages to learn how you write. Offers a short, a warm and a firm version.

pinecall/voicemail-notes: voicemail, transcription
Turns voicemail recordings into text with the caller, the number to call back and how urgent it sounds.
  Fetch the recordings from the phone provider. Spell out numbers digit by digit and mark any that are unclear.

pinecall/google-contacts-cleanup
Merges duplicate contacts, repairs phone numbers and adds missing birthdays in an address book.
  Works on an exported vCard file. Shows each merge before it happens and keeps the original.
`)
