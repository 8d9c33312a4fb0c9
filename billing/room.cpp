// The room billing begins here.
