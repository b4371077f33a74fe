import { skills } from '../skill-text.ts'

export const NOTES_AND_TASKS = skills(`
moonbyte/notion: notion, notes
Create, search and update Notion pages and blocks through the API.
  Make an integration and share the pages with it. Appending takes at most 100 blocks a request.

moonbyte/notion-database-sync: notion, database
Keeps a Notion database and a Google Sheet or CSV file the same, in both directions, with conflicts shown.
  Match the rows by a key column. Relations are written by page id. Formulas cannot be written.

brightloom/notion-templates
Designs Notion workspaces for teams: wiki, roadmap, meeting notes and a hiring board that link to each other.
  Ask what is searched most often. Few databases with many views beat many databases.

saltmarsh/obsidian-vault: obsidian, notes
Works in an Obsidian vault: daily notes, wikilinks, tags, templates and broken links.
  The vault is a plain folder of Markdown. Never rename a note without updating the links to it.

saltmarsh/things-3: macos, tasks
Adds, lists and completes to-dos in Things 3 on the Mac through its URL scheme and database.
  Reading is safe at any time. Adding uses things:///add. Areas and headings are matched by name.

moonbyte/todoist-cli: todoist, tasks
Manage Todoist tasks, projects, labels and due dates in the terminal.
  Due dates are plain words such as every second Monday. Filters use the syntax of Todoist.

saltmarsh/apple-reminders
Creates and checks off items in Apple Reminders lists, also by place and by time.
  Works on macOS with remindctl. Shared lists show who added what.

pinecall/calendar-events: calendar, scheduling
Reads and creates appointments in Google Calendar, Outlook and iCloud over CalDAV, and warns of double bookings.
  Always name the time zone. An event without an end lasts an hour. Invite nobody unless asked.

pinecall/meeting-scheduler: calendar, meetings
Finds a slot that suits people in several time zones and writes the invitation.
  Ask for working hours and lunch. Offers three times, in everybody's local time. Prefers not to break up a free
  morning.

pinecall/meeting-notes: meetings, notes
Takes the transcript of a call and writes minutes: who decided what, action items with owner and date, open points.
  Leave out small talk. An action item without an owner is an open point. One page at most.

saltmarsh/pomodoro
A focus timer with 25 minutes of work and 5 of rest, and a log of what was done in each round.
  Ask for the one thing to do. Write down interruptions instead of following them. After four rounds, rest longer.

ledgerline/time-tracker: timesheet, toggl
Tracks working hours by client and project with Toggl or Clockify and prepares the timesheet at the end of the month.
  Rounds to quarters of an hour only if the contract says so. Gaps over an hour are asked about.

saltmarsh/habit-tracker
Daily habits with streaks, gentle reminders and a monthly view of what held and what slipped.
  Start with two habits. Tie each to something that happens anyway. A missed day is no reason to begin anew.

moonbyte/second-brain: memory, knowledge-base
Long-term memory for an assistant: stores facts, people and preferences in local files and recalls them in later
conversations.
  One fact a line with date and source. Before answering, search the store. Forget on request, at once.

moonbyte/bookmark-librarian: bookmarks, raindrop
Saves links to Raindrop, tags them, finds dead ones and answers questions about what you have read.
  Fetch the title and one sentence. A dead link is replaced by its archived copy.

kestrelworks/jira-tickets: jira, issues
Reads, writes and moves Jira tickets with JQL: sprint overview, bug reports with steps, estimates.
  Use the key of the project. A bug needs what happened, what was expected, and how to repeat it.

kestrelworks/linear-issues
Work with Linear: create issues, change their state, plan a cycle and write the project update.
  Teams have keys of three letters. Search before creating, to avoid duplicates.

saltmarsh/trello-boards: trello, kanban
Moves cards, adds checklists and reports what has been stuck on a Trello board for over a week.
  The board's id is in its address. Archived cards are left alone.

brightloom/okr-planner: goals, planning
Writes quarterly objectives and key results that can be measured, and grades the last ones honestly.
  Three objectives, each with three results. A key result has a number and a date. Tasks are no results.

saltmarsh/daily-planner: planning, calendar
Plans the day every morning from calendar, open tasks and energy: three priorities and blocks of time.
  Put the hardest thing first. Leave a third of the day empty. Repeat what was not finished at most twice, then drop it.

saltmarsh/mind-map
Turns a brain dump into a mind map in OPML or Markmap, with at most three levels.
  Ask for everything in any order. Group by verb. The middle holds the question, not the answer.

moonbyte/adhd-body-double: focus, adhd
Sits with you while you work: tiny first steps, check-ins every ten minutes, and no blame.
  Ask for the smallest visible step. Celebrate starting, not finishing.

hanul/bear-notes
Create, read and tag notes in the Bear app with its x-callback URLs.
  Nested tags are written with a slash. Attachments stay in the app.
`)
