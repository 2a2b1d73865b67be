import { typing } from "../state.ts";

function sentence(names: string[]): string {
  const [first, second] = names;
  if (!first) return "";
  if (!second) return `${first} is typing…`;
  return names.length === 2 ? `${first} and ${second} are typing…` : "Several people are typing…";
}

export function Typing() {
  return <>{sentence([...typing.value.values()])}</>;
}
