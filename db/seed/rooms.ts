import type { Username } from "./people.ts";

export type SeedRoom = {
  name: string | null;
  kind: "open" | "closed" | "direct";
  topic?: string;
  members: Username[] | "everyone";
  /** One line a message, `who: what`; a blank line is a pause of some hours. */
  talk: string;
};

export const rooms: SeedRoom[] = [
  {
    name: "General",
    kind: "open",
    topic: "News for everyone. Keep it short, keep it kind.",
    members: "everyone",
    talk: `
maya: Good morning all. The new workshop is ours from the first of December!
tomas: Finally! Does it have windows?
maya: Four of them, and a proper loading door.
aiko: I will miss the old one a little. Not the stairs though.
samuel: Nobody will miss the stairs.
freya: I measured the doors. The pick-and-place fits, with two centimetres to spare.
jonas: Two centimetres is generous.

ines: Reminder: the photographer comes on Thursday at ten. Wear whatever you are happy to see on the website for five years.
ravi: So, the green jumper.
ines: Ravi, we have talked about the green jumper.
leila: Team green jumper here.

maya: Numbers for October are in: 412 recorders shipped, 9 came back, 7 of those for the battery door.
aiko: The new latch fixes that. First moulds arrive on Monday.
maya: Then November will be our best month yet. Thank you, everyone.
omar: Cake on Friday?
maya: Cake on Friday.
freya: I will bring the almond one.
samuel: Already looking forward to it.`,
  },
  {
    name: "Firmware",
    kind: "open",
    topic: "Release 4.2 freezes on the 28th",
    members: ["maya", "aiko", "samuel", "ravi", "jonas"],
    talk: `
samuel: I can reproduce the gap at the start of long takes. It is the SD card waking up, not us.
aiko: How long does it take to wake?
samuel: 340 ms on the bad cards, 80 on the good ones.
ravi: We could keep a pre-roll in RAM. Two seconds at 96 kHz is about 1.1 MB.
aiko: We have 1.5 MB free. Tight, but it would also give us "record what just happened".
samuel: That is a feature people have asked for since the first model.
jonas: I would pay for that feature.
ravi: I will draft it tonight: a ring buffer and one state in the recorder.

ravi: Draft is up. It survives pulling the card in the middle of a take.
samuel: Reviewing now.
samuel: Two notes, otherwise lovely. Who owns the buffer when the card comes back?
ravi: The writer does. I will say so in the comment.
aiko: Measured it on the bench: no gap on 200 takes, with the worst card we own.
samuel: Then it is in. https://example.org/firmware/changes/412

jonas: The battery gauge jumps from 20 % to 4 % in the cold. Known?
aiko: Known, and honest: lithium does that below zero. But we could say "cold" rather than "4 %".
jonas: A snowflake instead of a number?
aiko: I like the snowflake.
maya: The snowflake is approved.

samuel: Freeze is in a week. Open: the snowflake, the Portuguese strings, and the menu that remembers where it was.
ravi: Menu is done, waiting for review.
ines: Portuguese strings are in, with thanks to my mother.`,
  },
  {
    name: "Support",
    kind: "open",
    topic: "What people write to us, and what we answer",
    members: ["maya", "ines", "leila", "omar", "jonas", "samuel"],
    talk: `
leila: A wildlife team in Norway wants to know whether the recorder survives minus 30.
jonas: It does. The screen gets slow at minus 20, the recording does not care.
leila: I will write that, word for word.
omar: Somebody dropped theirs in a river. It was found three days later, still recording.
ines: Please tell me that we may use that.
omar: They sent a video. Of the inside of a river.
maya: That is the best thing I have heard all week.

leila: Three questions about the same thing today: people do not find the low-cut filter.
ines: It is on page two of the menu. Should it be on page one?
samuel: It was, until 4.0. We moved it for the timer.
leila: I would move it back. Nobody has ever asked me about the timer.
samuel: Fair. It goes back in 4.2.

omar: Refund for order 2231 is done, they were very friendly about it.
leila: Thank you. That closes everything older than two days.`,
  },
  {
    name: "Design",
    kind: "open",
    topic: "Form follows fingers",
    members: ["maya", "tomas", "aiko", "ines", "freya"],
    talk: `
tomas: New knobs are back from the printer. The one with the flat side wins: you can tell its position in the dark.
freya: In gloves too?
tomas: In ski gloves. I tried in the freezer aisle of the supermarket. People stared.
ines: The things you do for knobs.
aiko: Can the flat side line up with zero? At the moment it points to five.
tomas: Yes, that is only the shaft. Next round.

tomas: Colour of the record ring: red at rest looks like a fault, I think. What about unlit at rest, red only while recording?
maya: Yes. Red should mean something.
freya: And the ring can breathe while it is armed.
tomas: A slow breath, two seconds. I will film it.
ines: Not too slow or people will think that it is asleep.`,
  },
  {
    name: "Launch 4.2",
    kind: "closed",
    topic: "Quiet until the 5th",
    members: ["maya", "ines", "samuel", "leila"],
    talk: `
ines: Draft of the announcement is in the folder. It leads with "record what just happened".
maya: Good. Say it in one sentence, then show it in one film.
leila: Thirty people from the forum would test it before. Shall I ask them?
maya: Yes please, with the usual promise not to talk.
samuel: They get the build on Monday.

leila: First answers from the testers: they love the pre-roll. One found that it keeps the previous room's noise if you walk quickly.
samuel: Two seconds is two seconds. But we can make it a setting: off, two, five.
ines: "Off, two, five" fits on the screen as well.
maya: Let us do that, and then stop adding things.`,
  },
  {
    name: "Lunch",
    kind: "open",
    topic: "Twelve thirty, downstairs",
    members: "everyone",
    talk: `
omar: The dumpling place is back!
ravi: Say no more.
leila: Table for eight at half past twelve?
jonas: Nine, my sister is visiting.
omar: Nine it is.
freya: Save me the corner seat.

omar: Soup today, it is that kind of weather.
tomas: It has been that kind of weather since August.`,
  },
  {
    name: null,
    kind: "direct",
    members: ["maya", "samuel"],
    talk: `
maya: Do you have ten minutes about the freeze later?
samuel: Sure, after three?
maya: Perfect. I want to ask whether we give ourselves one more week.
samuel: I would rather ship what is done and keep the date.
maya: That is what I hoped you would say.`,
  },
  {
    name: null,
    kind: "direct",
    members: ["maya", "ines"],
    talk: `
ines: The photographer asks whether we have a wall that is not white.
maya: The workshop has one in a very brave yellow.
ines: Brave yellow it is.`,
  },
  {
    name: null,
    kind: "direct",
    members: ["maya", "tomas", "freya"],
    talk: `
tomas: Can the three of us look at the loading door on Tuesday?
freya: Tuesday works, before nine.
maya: I will bring coffee.`,
  },
];
