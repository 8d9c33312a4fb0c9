// The room journal begins here.
