// The room reports begins here.
