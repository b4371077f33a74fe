CREATE TABLE "search_positions" (
	"day" date NOT NULL,
	"event_type" varchar(20) NOT NULL,
	"position" smallint NOT NULL,
	"events" integer NOT NULL,
	CONSTRAINT "search_positions_pkey" PRIMARY KEY("day","event_type","position"),
	CONSTRAINT "ck_search_positions_position" CHECK (position between 1 and 100)
);
