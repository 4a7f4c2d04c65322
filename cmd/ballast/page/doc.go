// Package page is the web page of Ballast and the API behind it: `ballast serve`. A
// workbook is dropped there, checked, run, varied and compared, always on the same
// futures, and handed back. What is done with a plan is in package service, which the
// command and assistants share; here is who may ask, how, and how much.
//
//	server.go     what a server is told, its limits, the table of routes
//	guard.go      every request: name, site, login, headers, log
//	login.go      key, cookie, passwords, users of a proxy
//	plans.go      uploads, samples, the template
//	rehearse.go   the child that reads a stranger's file under limits
//	run.go        check, run, mix, compare, seek
//	sweep.go      tables over one or two inputs
//	stream.go     answers in lines: progress, preview, result
//	lane.go       who waits for whom
//	ride.go       a job with its turn in a lane
//	short.go      figures of fewer scenarios while others use the machine
//	shelf.go      plans and results in memory, and what is let go
//	answer.go     results, charts, downloads
//	kept.go       variants kept by name, of a server with a store
//	assets.go     the files of the page, and its texts as modules
//	openapi.json  the routes described, for programs
//
// # What it guards against
//
//	threat                              test
//	others on the network               TestServeDemands of cmd/ballast
//	other users of this machine         TestNoCookieNoAnswer
//	a rebound name of DNS               TestForeignHost, TestSlowBrowser/rebound
//	requests from other sites           TestCrossSite
//	names in a workbook as markup       TestHeaders, TestNoMarkupFromText, TestSlowBrowser/hostile_names
//	a report shown in its place         TestHeaders
//	bombs, huge sheets                  TestHostileFiles, TestServerLimits of budget/workbook
//	formulas that never end             TestChildDies, TestChildIsBounded, TestSlowChildSpins, TestSlowHeavyFiles
//	locked files that never open        TestPasswordsAreNotSpun
//	huge runs                           TestHugeRunsAreRefused
//	memory                              TestFiftyPlansStayInBounds, TestIdlePlansGo
//	names of files that climb           TestTraversal
//	reading what is somebody else's     TestOthersPlans
//	slow clients, large bodies          TestClientsThatAreSlow, TestBodiesAreBounded
//	a user named by anybody             TestSpoofedUser
//	guessing                            TestTries
//	leaks in logs                       TestLogTellsNothing
//	runs that nobody waits for          TestAbortEndsTheRun, TestSlowAbortsLeaveNothing, TestNewerRunEndsOlder
//	too many at once                    TestLane, TestLaneIsFair, TestEditsOfMany, TestFewerComeFirst, TestTabsLeaveEachOtherAlone
//
// Where a plan is not on this machine's loopback, serve demands a login, a public
// address, and HTTPS or a proxy that has it.
package page
