export { found } from "./found.ts";
export { login } from "./login.ts";
export { getMe, updateMe } from "./me.ts";
export { register } from "./register.ts";
export { logout, refresh, renew } from "./sessions.ts";
export { updatePreferences } from "./preferences.ts";
export { findAvatar, MAX_PICTURE, removeAvatar, setAvatar } from "./avatar.ts";
export { endDevice, endOtherDevices, listDevices } from "./devices.ts";
export { changePassword } from "./password.ts";
