"""The forms of the hub: EasyForms whose actions hand what was answered to the rooms (R8.ii)."""
