/** Who is in a room, at a glance: how many, and the first faces. */
export type Company = {
  count: number;
  faces: { userId: string; displayName: string; avatarUrl: string | null }[];
};
